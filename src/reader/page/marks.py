"""How annotations look on the page: colors by number, layers that may overlap, and signs in the margin."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Span
from reader.page.paint import Layer, Painted

if TYPE_CHECKING:
    from reader.annotations.values import Placed

COLORS = ("yellow", "green", "blue", "pink", "orange", "purple", "teal", "red", "gray")
"""The names of colors one to nine, as files of annotations have them."""

PLAIN, NOTED, EDITED = "▎", "✎", "≈"
"""Signs in the margin: an annotation, one with a note, one whose words have changed since."""


class Swatch(NamedTuple):
    """A color to mark with."""

    number: int
    """From 1 to 9: its key, and its place in a theme."""
    color: str
    """Its name in files."""
    label: str
    """What the user calls it."""
    tags: tuple[str, ...] = ()
    """What comes with it."""


def swatches(named: Sequence[tuple[str, tuple[str, ...]]] = ()) -> tuple[Swatch, ...]:
    """The nine colors.

    Args:
        named: What the user calls them and the tags that come with each, in their order; empty for the usual name.
    """
    own = [*named, *[("", ())] * (len(COLORS) - len(named))]
    return tuple(
        Swatch(number, color, label or color, tags)
        for number, (color, (label, tags)) in enumerate(zip(COLORS, own, strict=False), 1)
    )


def number_of(color: str) -> int:
    """The number of a color; that of gray for one that has none."""
    if color in COLORS:
        return COLORS.index(color) + 1
    return int(color) if len(color) == 1 and color.isascii() and color.isdecimal() and color != "0" else len(COLORS)


def mark_layers(placed: "Iterable[Placed]", current: str = "") -> Sequence[Layer]:
    """The layers that show annotations: as few as let those that overlap lie over each other.

    Args:
        placed: The annotations of the article.
        current: The id of the one the reader stands on, which is lit.

    Returns:
        Layers from the bottom.
    """
    lanes: list[list[Painted]] = []
    lit: list[Painted] = []
    for item in sorted((it for it in placed if it.span), key=lambda it: it.found.start):
        start, end = item.found.start, item.found.end
        lane = next((lane for lane in lanes if lane[-1][1] <= start), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append((start, end, f"annotation.{number_of(item.annotation.color)}"))
        if item.annotation.id == current:
            lit.append((start, end, "annotation.lit"))
    return [*map(Layer, lanes), *([Layer(lit)] if lit else [])]


def margin_signs(placed: "Iterable[Placed]") -> Layer:
    """What stands in the margin where annotations begin: at their first letter, the sign and its color's number."""
    signs: list[Painted] = []
    for item in placed:
        if item.span:
            sign = EDITED if item.found.state == "edited" else NOTED if item.annotation.note else PLAIN
            signs.append((item.found.start, item.found.start + 1, f"{number_of(item.annotation.color)}{sign}"))
    return Layer(signs)


def at(placed: "Sequence[Placed]", span: Span) -> "Sequence[Placed]":
    """The annotations that touch a span, the shortest first."""
    touching = [it for it in placed if it.span and it.found.start < span.end and it.found.end > span.start]
    return sorted(touching, key=lambda it: it.found.end - it.found.start)


def step(placed: "Sequence[Placed]", start: int, steps: int) -> "Placed | None":
    """The next annotation after a place, or the one before; None where there is none."""
    marks = sorted((it for it in placed if it.span), key=lambda it: (it.found.start, it.found.end))
    if steps > 0:
        return next((it for it in marks if it.found.start > start), None)
    return next((it for it in reversed(marks) if it.found.start < start), None)
