"""Textual's compositor, sparing widgets that a frame cannot show.

Textual asks every widget on the screen for its lines at each frame and cuts them all up, although a scrolled text
changes one of them. This one stops at the first widget that covers the region of the frame, from the front, and leaves
out what others cover together: containers, and the screen itself.
"""

import itertools
from collections.abc import Iterable, Sequence

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """Renders only what the region of a frame lets see."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        before: list[Region] = []
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if not seen or (crop is not None and not crop.overlaps(seen)) or _are_covering(before, seen):
                continue
            before.append(seen)
            inside = Region(seen.x - region.x, seen.y - region.y, seen.width, seen.height)
            yield region, clip, widget.render_lines(inside)
            if crop is not None and seen.contains_region(crop):
                return


def _are_covering(before: Sequence[Region], region: Region) -> bool:
    """Whether regions leave nothing to be seen of another one; never where some of them lie over each other."""
    parts = [part for other in before if (part := other.intersection(region))]
    if sum(part.area for part in parts) < region.area:
        return False
    return not any(one.overlaps(other) for one, other in itertools.combinations(parts, 2))
