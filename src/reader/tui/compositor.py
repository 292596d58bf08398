"""Textual's compositor, sparing widgets that a frame cannot show.

Textual asks every widget on the screen for its lines at each frame and cuts them all up, although a scrolled text
changes one of them. This one stops at the first widget that covers the region of the frame, from the front.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """Renders only what the region of a frame lets see."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if not seen or (crop is not None and not crop.overlaps(seen)):
                continue
            inside = Region(seen.x - region.x, seen.y - region.y, seen.width, seen.height)
            yield region, clip, widget.render_lines(inside)
            if crop is not None and seen.contains_region(crop):
                return
