"""An app as this user likes it: keys, colours, and nothing that moves by itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider
from textual.widget import Widget

from drillsim.errors import DrillsimError
from drillsim.present.keymap import Keymap
from drillsim.present.keys import named
from drillsim.present.rows import Cell
from drillsim.present.words import line
from drillsim.record.clean import clean
from drillsim.tui.ending import EndingApp
from drillsim.tui.screens.go_to import GoToScreen
from drillsim.tui.screens.palette import Palette
from drillsim.tui.theme import DARK, OURS
from drillsim.tui.widgets.last_word import LastWord
from drillsim.tui.widgets.spelled import SPELLED


@dataclass(frozen=True)
class Personal:
    """What somebody has set, already judged; without anything set, what drillsim comes with."""

    keymap: Keymap = field(default_factory=Keymap)
    theme: str = DARK.name
    themes: Sequence[Theme] = ()
    """Themes of their own."""
    wrong: str = ""
    """What could not be used of all that, in one line, for the line above the keys of the first screen."""
    remember: Callable[[str], None] | None = None
    """Keeps the name of the theme that was chosen. Raises DrillsimError."""


def keymap_of(app: App[object]) -> Keymap:
    """What the user of an app changed in the keys."""
    return app.keymap if isinstance(app, PersonalApp) else Keymap()


class Themes(ThemeProvider):
    """The themes in the palette: what is chosen is kept."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """A theme's name, and what makes it the one that is shown."""
        app = self.app
        assert isinstance(app, PersonalApp)  # nobody else has this palette
        return [(name, partial(app.choose_theme, name)) for name in app.available_themes]


class PersonalApp(EndingApp):
    """An app whose keys and themes are this user's; ^p, ^o and ^c always act."""

    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+p", "command_palette", id="command_palette", show=False, priority=True),
        Binding("ctrl+o", "go_to", id="go_to", show=False, priority=True),
    ]

    def __init__(self, personal: Personal, *, listen: bool) -> None:
        super().__init__(listen=listen)
        self.personal = personal
        self.keymap = personal.keymap
        for name in list(self.available_themes):
            self.unregister_theme(name)  # Textual's own, whose contrast nobody has looked at
        for theme in (*OURS, *personal.themes):
            self.register_theme(theme)
        self.theme = personal.theme
        self.animation_level = "none"  # nothing moves by itself but the clock
        self.set_keymap(
            {action: ",".join(SPELLED.get(key, key) for key in keys) for action, keys in self.keymap.keys.items()}
        )

    def choose_theme(self, name: str) -> None:
        """Shows a theme, and keeps it for the next time."""
        self.theme = name
        if self.personal.remember is not None:
            try:
                self.personal.remember(name)
            except DrillsimError as error:
                self.tell_of_settings(str(error))

    def tell_what_is_wrong(self) -> None:
        """What could not be used of the settings, with the next frame; nothing where all could."""
        if self.personal.wrong:
            self.call_after_refresh(self.tell_of_settings, self.personal.wrong)

    def tell_of_settings(self, text: str) -> None:
        """Says something above the keys, or where there is no such line, over the screen."""
        words = [word for screen in self.screen_stack for word in screen.query(LastWord) if word.display]
        if words:
            words[-1].show(Cell("SETTINGS", "warn"), Cell(line(text), "warn"))
        else:
            self.notify(text, markup=False, severity="warning")

    def search_themes(self) -> None:
        """The palette with all themes."""
        self.push_screen(Palette(providers=[Themes], placeholder="Theme ..."))

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is made harmless before any field has it, Textual's own too."""
        if isinstance(event, events.Paste):
            event.text = clean(event.text, len(event.text))
        await super().on_event(event)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen in front, and the themes."""
        from drillsim.tui.screens.base import Whole  # which asks for this user's keys

        if isinstance(screen, Whole):
            table = screen.table
            for key in table:
                if key.in_palette:
                    names = [named(other) for other in table if other.id == key.id]
                    yield SystemCommand(key.does, f"key: {' or '.join(names)}", self._runs(screen, key.action))
        yield SystemCommand("Theme", "Other colours", self.action_change_theme)

    def _runs(self, screen: Screen[None], action: str) -> Callable[[], object]:
        return lambda: self.call_later(screen.run_action, action)

    def action_command_palette(self) -> None:
        """Opens the palette; one that lies open beneath a real emergency is not opened twice."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(Palette())

    def action_go_to(self) -> None:
        """A letter on everything that can be gone to."""
        if not isinstance(self.screen, CommandPalette | GoToScreen):
            places = [widget for widget in self.screen.focus_chain if widget.region.area]
            self.push_screen(GoToScreen(places), self._go_to)

    def _go_to(self, place: Widget | None) -> None:
        if place is not None and place.is_attached and place.screen is self.screen:
            self.screen.set_focus(place)
