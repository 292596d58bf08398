"""What the app is made from: settings, themes, and what the program remembers."""

from concurrent.futures import Future

from reader import locations
from reader.config import Config
from reader.library import Discovery, Opening, Place
from reader.page.marks import swatches
from reader.page.theme import DARK, load_named, load_themes
from reader.state import State
from reader.tui.app import ReaderApp
from reader.tui.background import Background
from reader.tui.notebook import Notebook


def make_app(
    opening: Opening,
    discovery: Future[Discovery],
    background: Background,
    config: Config,
    notes: str,
    at: Place | None,
) -> tuple[ReaderApp, State]:
    """Make the app as the user has set it.

    A theme or a width chosen on the screen holds until the settings name another one.

    Args:
        opening: What to call the library.
        discovery: Its articles, as soon as they are found.
        background: Where slow work is done.
        config: The settings in force.
        notes: The file of annotations, or the folder of them.
        at: Where to begin.

    Returns:
        The app, and the state it writes to, to be closed after it.
    """
    state = State(f"{locations.state()}/state.sqlite")
    folders = locations.themes()
    name = remembered(state, "theme", config.theme) or DARK
    theme, bad = load_named(folders, name)
    width = remembered(state, "column", str(config.column_width))
    notices = [str(fault) for fault in bad]
    app = ReaderApp(
        opening._replace(notice=" · ".join([*notices, opening.notice] if opening.notice else notices)),
        discovery,
        background,
        state,
        theme,
        lambda: load_themes(folders),
        int(width) if width.isdecimal() else config.column_width,
        at,
    )
    app.reading.use_notebook(Notebook(notes), swatches(config.colors))
    return app, state


def remembered(state: State, name: str, configured: str) -> str:
    """The choice made on the screen, unless the settings were changed since; then it is forgotten."""
    if state.choice(f"{name}.configured") != configured:
        state.keep_choice(f"{name}.configured", configured)
        state.keep_choice(name, "")
    return state.choice(name) or configured
