"""Our own themes: a calm dark one, and one of high contrast."""

from textual.theme import Theme

CALM = Theme(
    name="drill-dark",
    primary="#5f9fb0",
    secondary="#8a9aa8",
    accent="#d7b46a",
    foreground="#d5dbe1",
    background="#14181d",
    surface="#1d232a",
    panel="#262e37",
    success="#7fb77e",
    warning="#e0b050",
    error="#e5705f",
    dark=True,
)
CONTRAST = Theme(
    name="drill-high-contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#00ff00",
    warning="#ffff00",
    error="#ff6b6b",
    dark=True,
)
