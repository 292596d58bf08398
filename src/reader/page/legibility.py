"""How well a theme reads: the contrast of every style that is text or a sign, with whatever it can lie on."""

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from reader.page.looks import Look, Theme, contrast
from reader.page.styles import NINE

BODY, TEXT, SIGN = 7.0, 4.5, 3.0
"""The least contrast of body text, of any other text, and of signs and text that stands back (WCAG 2.2)."""

_KINDS = ("actor.person", "actor.organization", "actor.place", "actor.group")
_QUOTES = ("quote", "quote.mixed", "quote.indirect", "quote.not-speech")
_HITS = ("hit", "hit.current")
_INKS = (
    *("title", "kicker", "heading", "meta", "emphasis", "strong", "code", "link", "boilerplate", "dimmed", "role"),
    *("cue", *_KINDS, *_QUOTES),
)
_TINTS = tuple(f"annotation.{number}" for number in NINE)
_MARKS = tuple(f"mark.{number}" for number in NINE)
_SIGNALS = ("error", "warning", "success")
_LISTED = (
    *("row", "row.dim", "badge", "panel.title", "key", "key.text", "header.accent"),
    *(*_KINDS, *_QUOTES, *_MARKS, *_SIGNALS),
)


class Reading(NamedTuple):
    """How well one style reads where it reads worst."""

    style: str
    on: tuple[str, ...]
    """The styles that lie below and above it there, from the bottom; itself left out."""
    contrast: float
    """From 1 to 21 (WCAG 2); 0 where the theme gives no colours for it."""
    least: float
    """What it should be."""

    @property
    def is_good(self) -> bool:
        """Whether it reads well everywhere."""
        return self.contrast >= self.least


def read(theme: Theme) -> tuple[Reading, ...]:
    """Measure a theme.

    Args:
        theme: Any theme.

    Returns:
        One for each style, in the order of `STYLES`' groups; none for a theme in the terminal's colours, which nobody
        knows.
    """
    if theme.terminal:
        return ()
    worst: dict[str, Reading] = {}
    for style, names, least in _stacks():
        on = tuple(name for name in names if name != style)
        found = Reading(style, on, _contrast(theme.look(*names)), least)
        known = worst.setdefault(style, found)
        if found.contrast / least < known.contrast / known.least:
            worst[style] = found
    return tuple(worst.values())


def _contrast(look: Look) -> float:
    """The contrast of a look that is complete."""
    return contrast(look.fg, look.bg) if look.fg is not None and look.bg is not None else 0.0


def _stacks() -> Iterator[tuple[str, tuple[str, ...], float]]:
    """What can lie on one another: the style that is read there, all of them from the bottom, the least contrast."""
    yield "text", ("text",), BODY
    for name in ("title", "strong", "emphasis", "code", *_QUOTES):
        yield name, ("text", name), BODY
    for ground in (*_TINTS, "selection", "actor.lit"):
        yield ground, ("text", ground), BODY
    grounds = ((), ("actor.lit",), ("selection",), *((tint,) for tint in _TINTS))
    for ink, ground_names in itertools.product(_INKS, grounds):
        yield ink, ("text", ink, *ground_names), TEXT
    for quote, kind, ground_names in itertools.product(_QUOTES, _KINDS, grounds):
        yield kind, ("text", quote, kind, *ground_names), TEXT
    for tint, hit in itertools.product(_TINTS, (*_HITS, "selection")):
        yield hit, ("text", tint, hit), TEXT
    yield "caret", ("text", "selection", "caret"), TEXT
    for name in ("speaker", "cursor", *_MARKS):
        yield name, ("text", name), TEXT
    yield "unfocused", ("text", "unfocused"), SIGN
    yield from _around()


def _around() -> Iterator[tuple[str, tuple[str, ...], float]]:
    """The same around the text."""
    for ground in ("panel", "dialog"):
        yield "row", (ground, "row"), BODY
        for ink in _LISTED:
            for row in ((), ("row.selected",), ("row.selected.dim",)):
                yield ink, (ground, ink, *row), TEXT
        for hit in _HITS:
            yield hit, (ground, hit), TEXT
    for bar in ("header", "status"):
        yield bar, (bar,), TEXT
        for ink in ("header.accent", "key", "key.text", *_SIGNALS):
            yield ink, (bar, ink), TEXT
    for ink in ("strip", "strip.quote", *_KINDS, *_MARKS):
        yield ink, ("text", ink, "strip.window"), TEXT
    for ground, line in (("panel", "panel.border.focus"), ("dialog", "dialog.border")):
        yield line, (ground, line), SIGN
    for ground in ("text", "status"):
        yield "progress", (ground, "progress"), SIGN
