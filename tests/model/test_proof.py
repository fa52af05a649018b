"""What shows that an action works: one closed form, read and written the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillsim.model.proof import KINDS, Proof, proof
from drillsim.model.spelling import Misspelled
from support import documents

names = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
proofs = st.builds(Proof, st.sampled_from(KINDS), names, st.none() | st.integers(1, 10**6))


@given(proofs)
def test_what_is_written_is_read_back(found: Proof) -> None:
    assert proof(str(found)) == found


@pytest.mark.parametrize("said", ["declare", "task declare", "team:agents", "task:declare within soon", "task:", 3, ""])
def test_anything_else_is_refused(said: object) -> None:
    with pytest.raises(Misspelled):
        proof(said)


@pytest.mark.parametrize("expects", ["task:declare", "function:calls within 1h"])
def test_it_names_what_is_there(tmp_path: Path, expects: str) -> None:
    improvement = f"[{{finding: late, action: sooner, expects: '{expects}'}}]"
    assert documents.is_content(
        tmp_path, "unknown_name", documents.drill(improvements=improvement), documents.plan(), documents.scenario()
    )


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    improvement = "[{finding: late, action: sooner, expects: @'task:declar within 30m'}]"
    told = documents.complaint(
        tmp_path, "unknown_name", documents.drill(improvements=improvement), documents.plan(), documents.scenario()
    )
    assert "task:declare within 30m" in told
