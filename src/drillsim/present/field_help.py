"""Help in forms and sheets: what the field in focus takes, and how to get on."""

from collections.abc import Sequence

from drillsim.present.forms import Field, Form, Pick, Ticks, Words
from drillsim.present.help import CLOSES
from drillsim.present.paragraphs import Paragraph
from drillsim.present.words import line
from drillsim.record.clean import TYPED

MOST_OPTIONS = 20  # told one by one: more are looked through with the arrow keys

FORM_KEYS = (
    "tab or down goes on to the next field, shift+tab or up goes back.",
    "escape closes the form without sending; what you typed is kept for when you open it again.",
    "{go_to} puts a letter on every field and button: press it to go there.",
    "F9 stops everything: REAL EMERGENCY.",
)
SHEET_KEYS = (
    "left, right, up and down go from button to button; enter presses the one in focus.",
    "page up and page down scroll a text that is longer than the box.",
    "escape closes it, and nothing is done.",
    "{go_to} puts a letter on every button: press it to go there.",
    "F9 stops everything: REAL EMERGENCY.",
)


def foot(form: Form, go_to: str) -> str:
    """What enter does in a form, which is not the same in all of them: it stands at the foot of each."""
    if not form.quick:
        return f"enter: next field; on the button: {line(form.send)}. {go_to}: by letter."
    choices = any(not isinstance(field, Words) for field in form.fields)
    return f"enter{' behind words' if choices else ''}: {line(form.send)}. tab: next field."


def form_help(form: Form, field: Field | None, go_to: str) -> list[Paragraph]:
    """What to read in a form; `field` is the one in focus, None on a button; `go_to` the key that goes by letter."""
    about = [Paragraph(text) for text in _about(field)] if field is not None else [Paragraph(f"{form.send} sends it.")]
    enter = "enter sends this form." if form.quick else "enter goes on too; on the button it sends."
    title = [Paragraph("Help", "title"), Paragraph(line(form.title if field is None else field.label), tone="strong")]
    return [*title, *about, *_keys([enter, *FORM_KEYS], go_to), CLOSES]


def sheet_help(buttons: Sequence[str], go_to: str) -> list[Paragraph]:
    """What to read in a dialog with these buttons; `go_to` is the key that goes by letter."""
    listed = [Paragraph(f"It asks for one of: {', '.join(line(button) for button in buttons)}.")] if buttons else []
    return [Paragraph("Help", "title"), *listed, *_keys(SHEET_KEYS, go_to), CLOSES]


def palette_help() -> list[Paragraph]:
    """What to read in the palette."""
    about = "Type some letters of what you want to do; the list shows every action that fits, and its key."
    keys = ("up and down choose, enter does it.", "escape closes the palette, and nothing is done.")
    return [Paragraph("Help", "title"), Paragraph(about), *_keys(keys), CLOSES]


def _keys(texts: Sequence[str], go_to: str = "") -> list[Paragraph]:
    told = (text.replace("{go_to}", go_to) for text in texts)
    return [Paragraph("Keys", "heading"), *(Paragraph(text, "item") for text in told)]


def _about(field: Field) -> list[str]:
    match field:
        case Words():
            hint = [f"{line(field.hint)[:1].upper()}{line(field.hint)[1:]}."] if field.hint else []
            return [f"Words, on one line of at most {TYPED} characters; what is pasted becomes one line.", *hint]
        case Pick():
            return ["One of these; left and right go through them.", *_options(field)]
        case Ticks():
            return ["Any of these; left and right move, the space bar ticks.", *_options(field)]


def _options(field: Pick | Ticks) -> list[str]:
    told = [f"- {line(name)}" for _, name in field.options[:MOST_OPTIONS]]
    more = len(field.options) - MOST_OPTIONS
    return [*told, f"and {more} more."] if more > 0 else told
