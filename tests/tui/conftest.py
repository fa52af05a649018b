"""How screens are looked at: at three sizes with colours, at the smallest without."""

import pytest

LOOKS = {
    "80x24": (80, 24, True),
    "80x24 without colours": (80, 24, False),
    "120x40": (120, 40, True),
    "160x50": (160, 50, True),
}
"""What is told without colours is text, and that is the same at every size; the smallest has the least room for it."""


@pytest.fixture(params=LOOKS)
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """For tests of how a screen looks: each size that it is laid out for, and as people see it who have set NO_COLOR.

    What keys do depends on neither.
    """
    width, height, in_colour = LOOKS[request.param]
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not in_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    return width, height
