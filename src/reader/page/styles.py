"""Every colour and every style a theme may give, with what stands in for those it leaves out.

Styles are written in the language of theme files: attributes, a colour or variable, ``on`` before the background.
"""

from collections.abc import Mapping
from types import MappingProxyType

NINE = tuple(range(1, 10))
"""The colours of annotations."""

# Base colours a theme leaves out: a hue in degrees, as light or dark as the background asks for, …
BY_HUE = {
    "accent": 210, "error": 0, "warning": 35, "success": 130, "cursor": 210, "hit": 50, "hit-current": 25,
    "person": 40, "organization": 205, "place": 150, "group": 300, "quote": 90,
    "annotation-1": 50, "annotation-2": 125, "annotation-3": 215, "annotation-4": 335, "annotation-5": 28,
    "annotation-6": 265, "annotation-7": 175, "annotation-8": 2,
}  # fmt: skip
# … or so far on the way from one colour to another.
BY_BLEND = {
    "panel": ("background", "foreground", 0.04),
    "dialog": ("background", "foreground", 0.07),
    "border": ("background", "foreground", 0.25),
    "muted": ("foreground", "background", 0.2),
    "faint": ("foreground", "background", 0.45),
    "annotation-9": ("foreground", "background", 0.15),
    "indirect": ("foreground", "quote", 0.45),
    "role": ("foreground", "person", 0.5),
    "row": ("panel", "accent", 0.18),
    "row-idle": ("panel", "foreground", 0.1),
    "lit": ("background", "accent", 0.15),
    "selection": ("background", "accent", 0.2),
    **{f"tint-{n}": ("background", f"annotation-{n}", 0.18) for n in NINE},
}
ON_HIT = {"hit-text": "hit", "hit-current-text": "hit-current"}
BASE = ("background", "foreground", *BY_HUE, *BY_BLEND, *ON_HIT)
"""The colours that mean something; in a theme file each is also a variable."""

STYLES: Mapping[str, str] = MappingProxyType({
    "text": "$foreground on $background", "title": "bold $foreground", "kicker": "$accent", "heading": "bold $accent",
    "meta": "$muted", "emphasis": "italic", "strong": "bold", "code": "$foreground on $panel",
    "link": "underline $accent", "boilerplate": "$muted", "dimmed": "$muted", "unfocused": "$faint",
    "actor.person": "bold $person", "actor.organization": "underline $organization", "actor.place": "italic $place",
    "actor.group": "bold italic $group", "actor.lit": "on $lit", "role": "$role",
    "quote": "$quote", "quote.mixed": "$quote", "quote.indirect": "$indirect", "quote.not-speech": "$foreground",
    "speaker": "$quote", "cue": "underline $quote",
    **{f"annotation.{n}": f"on $tint-{n}" for n in NINE}, **{f"mark.{n}": f"bold $annotation-{n}" for n in NINE},
    "annotation.lit": "double-underline",
    "hit": "$hit-text on $hit", "hit.current": "bold underline $hit-current-text on $hit-current",
    "selection": "on $selection", "caret": "$background on $cursor", "cursor": "$cursor",
    "panel": "$foreground on $panel", "panel.border": "$border", "panel.border.focus": "$accent",
    "panel.title": "bold $foreground", "row": "$foreground", "row.dim": "$muted", "row.selected": "bold on $row",
    "row.selected.dim": "on $row-idle", "badge": "$muted",
    "header": "$foreground on $panel", "header.accent": "bold $accent", "status": "$muted on $panel",
    "key": "bold $accent", "key.text": "$muted", "scrollbar": "$panel", "scrollbar.thumb": "$border",
    "strip": "$muted", "strip.quote": "$quote", "strip.window": "on $row",
    "progress": "$accent", "error": "bold $error", "warning": "$warning", "success": "$success",
    "dialog": "$foreground on $dialog", "dialog.border": "$accent",
})  # fmt: skip
"""Every style name with its default look. Looks that give a background are grounds; the others lie on one."""

# Without colours. Any two looks that can lie on one another still tell apart: quotes are italic, kinds of actors differ
# by weight and underline, an annotation is dim reverse, a hit bold reverse, a selection plain reverse and its
# caret underlined.
PLAIN: Mapping[str, str] = MappingProxyType(dict.fromkeys(STYLES, "") | {
    "title": "bold", "kicker": "bold", "heading": "bold", "meta": "dim", "emphasis": "italic", "strong": "bold",
    "link": "underline", "boilerplate": "dim", "dimmed": "dim", "unfocused": "dim",
    "actor.person": "bold", "actor.place": "underline",
    "actor.organization": "bold underline", "actor.group": "double-underline", "actor.lit": "bold double-underline",
    "role": "dim", "quote": "italic", "quote.mixed": "italic", "quote.indirect": "italic", "cue": "underline",
    **{f"annotation.{n}": "dim reverse" for n in NINE}, **{f"mark.{n}": "bold" for n in NINE},
    "annotation.lit": "double-underline not dim",
    "hit": "bold reverse not dim not italic not underline not double-underline",
    "hit.current": "bold underline reverse not dim not italic not double-underline",
    "selection": "reverse not bold not dim not italic not underline not double-underline",
    "caret": "underline reverse not bold not dim not italic not double-underline",
    "cursor": "bold", "panel.border": "dim", "panel.border.focus": "bold", "panel.title": "bold", "row.dim": "dim",
    "row.selected": "reverse not dim", "row.selected.dim": "dim reverse", "header": "bold", "header.accent": "bold",
    "status": "dim", "key": "bold not dim", "scrollbar": "dim", "error": "bold reverse", "warning": "bold",
    "dialog.border": "bold", "strip": "dim", "strip.window": "reverse",
})  # fmt: skip
"""Every style name with its look in a terminal theme that does not give one, and in `mono`."""
