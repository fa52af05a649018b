"""Text with marks is read as its runs, and a mark that lost its other half is no more than nothing."""

from hypothesis import given
from hypothesis import strategies as st

from drillsim.report.marks import Run, anchor, anchors, link, named, runs, said, strong, without_marks


def test_each_mark_is_a_run_of_its_own() -> None:
    text = f"{anchor('e-1')}At {strong('once')} {named('lead')} said {said('go')}; {link('e-2', 'see')}."
    assert list(runs(text)) == [
        Run("", anchor="e-1"),
        Run("At "),
        Run("once", strong=True),
        Run(" "),
        Run("lead", code=True),
        Run(" said "),
        Run("go", said=True),
        Run("; "),
        Run("see", to="e-2"),
        Run("."),
    ]
    assert list(anchors(text)) == ["e-1"]


def test_marks_may_stand_in_each_other() -> None:
    assert list(runs(link("e-1", strong(f"a {named('b')}")))) == [
        Run("a ", strong=True, to="e-1"),
        Run("b", code=True, strong=True, to="e-1"),
    ]


def test_the_end_of_one_mark_does_not_end_another() -> None:
    """The name of a link is no anchor, nor the other way round, and an anchor without a name is none."""
    for text in ("\x15e-1\x19", "\x18e-1\x16", "\x18\x19", "\x19", "\x16x\x17"):
        assert [run for run in runs(text) if run.to or run.anchor is not None] == []


@given(st.text(alphabet="\x0e\x0f\x11\x12\x13\x14\x15\x16\x17\x18\x19ab<"))
def test_any_mixture_of_marks_can_be_read(text: str) -> None:
    assert not set(without_marks(text)) & set(map(chr, range(0x20)))
    assert [run.anchor for run in runs(text) if run.anchor is not None] == list(anchors(text))
    assert all(run.text or run.anchor for run in runs(text))
