"""What every HTML page has around it: a policy that lets nothing in, a style, and text that stays text."""

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files as resources

from reader import locations
from reader.exporting import colors
from reader.page.looks import Theme
from reader.page.theme import DARK, LIGHT, load_named
from reader.text import printable

GENERATOR = '<meta name="generator" content="closereader">'
"""By which a page is known as one of ours."""

WEB = ("https://", "http://")
"""How addresses begin that may be links."""


class ColorError(ValueError):
    """A theme that pages can't wear; the message is one line."""


def style(light: str = LIGHT, dark: str = DARK) -> str:
    """How pages look in two themes.

    Args:
        light: The name of the theme where the browser is light.
        dark: The name of that where it is dark; the same for a page that always looks alike.

    Returns:
        CSS that needs nothing else. On paper a page wears the one for light browsers, if that is light.

    Raises:
        ColorError: There is no such theme, or it has no colors of its own.
    """
    usual = _theme(LIGHT)
    worn = _theme(light)
    sheet = resources("reader.exporting").joinpath("page.css").read_text(encoding="utf-8")
    return colors.css(worn, _theme(dark), usual if worn.dark else worn) + sheet


@cache
def usual_style() -> str:
    """How pages look where nothing is asked for."""
    return style()


def document(title: str, language: str, content: str, look: str) -> str:
    """Put a frame around a page.

    Args:
        title: Its title, any text.
        language: Its language, any text.
        content: What stands in its body, HTML.
        look: Its style.

    Returns:
        HTML whose content-security policy allows only its own style.
    """
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{GENERATOR}\n<meta name="referrer" content="no-referrer">\n<title>{text(title)}</title>\n'
        f"<style>{look}</style>\n</head>\n<body>\n{content}</body>\n</html>\n"
    )


def text(content: str, keep: str = "") -> str:
    """Text that stays text, with nothing in it that can't be shown.

    Args:
        content: Any text.
        keep: A character that parts its lines and stays.

    Returns:
        HTML, fit for elements and attributes in quotation marks.
    """
    parts = content.split(keep) if keep else [content]
    return keep.join(escape(printable(part)) for part in parts)


def web_link(target: str, content: str) -> str:
    """A link to elsewhere that tells nothing of this page."""
    return f'<a href="{text(target)}" rel="noopener noreferrer">{content}</a>'


def count(number: int, one: str, several: str = "") -> str:
    """A number with what is counted, in the plural where it has to be."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def _theme(name: str) -> Theme:
    """A theme with colors of its own.

    Raises:
        ColorError: There is none of this name.
    """
    theme, faults = load_named(locations.themes(), name)
    if theme.name != name:
        raise ColorError(str(faults[0]))
    if theme.terminal:
        raise ColorError(f"theme {name}: has no colors of its own, so no page can wear it")
    return theme
