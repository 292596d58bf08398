"""What the app is made from: settings, themes, and what the program remembers."""

from collections.abc import Sequence

from reader import locations
from reader.config import Config
from reader.library import Opening, Place
from reader.page.marks import swatches
from reader.page.theme import load_themes
from reader.state import State
from reader.tui import spacing
from reader.tui.app import ReaderApp
from reader.tui.background import Background
from reader.tui.configuring import Follower, keys_in_force, remembered
from reader.tui.first_page import Terminal
from reader.tui.notebook import Notebook
from reader.tui.start_hints import StartHints
from reader.tui.wardrobe import theme_of


def make_app(
    opening: Opening,
    background: Background,
    config: Config,
    notes: str,
    at: Place | None,
    said: Sequence[str] = (),
    guided: bool = False,
) -> tuple[ReaderApp, State]:
    """Make the app as the user has set it.

    A theme or a width chosen on the screen holds until the settings name another one.

    Args:
        opening: What to call the library.
        background: Where slow work is done.
        config: The settings in force.
        notes: The file of annotations, or the folder of them.
        at: Where to begin.
        said: Settings of the command line, which hold whatever their file says later.
        guided: Whether the reader is shown round.

    Returns:
        The app, and the state it writes to, to be closed after it.
    """
    state = State(locations.state_file())
    folders = locations.themes()
    remembered(state, "theme", config.said_of_themes)
    theme, bad = theme_of(state, config, folders)
    width = remembered(state, "column", str(config.column_width))
    notices = [str(fault) for fault in bad]
    said_at_start = [opening.notice] if opening.notice and config.start_hints else []
    app = _kind(guided)(
        opening._replace(notice=" · ".join([*notices, *said_at_start])),
        background,
        state,
        theme,
        lambda: load_themes(folders),
        int(width) if width.isdecimal() else config.column_width,
        at,
    )
    config = spacing.spaced(config, remembered(state, spacing.CHOICE, spacing.told(config)))
    app.configure(config, keys_in_force(config), Follower(app, state, said))
    app.reading.start_hints = StartHints(state) if config.start_hints else None
    app.reading.use_notebook(Notebook(notes), swatches(config.colors))
    return app, state


def _kind(guided: bool) -> type[ReaderApp]:
    """Which app: the one that shows round is imported only where somebody wants it."""
    if not guided:
        return ReaderApp
    from reader.tui.guided_app import GuidedApp

    return GuidedApp


def begin_with(app: ReaderApp, terminal: Terminal) -> None:
    """Have an app begin with the page that is on the terminal, if one is; keys wait for the app from here on."""
    terminal.settle()
    if terminal.page:
        from reader.tui.first_frame import strips_of

        app.reading.begin_with(strips_of(terminal.page, terminal.frame), terminal.moves)


def files_behind(app: ReaderApp, notes: str) -> tuple[str, ...]:
    """The files that the app's page depends on.

    Args:
        app: What ran.
        notes: The file of annotations.
    """
    state = locations.state_file()
    article = app.last_page[0].path if app.last_page[0] else ""
    themes = [f"{folder}/{app.worn.name}.toml" for folder in locations.themes()]
    return article, notes, locations.config_file(), locations.corrections_file(), state, f"{state}-wal", *themes
