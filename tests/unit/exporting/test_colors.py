"""The colors of pages: those of the themes, and readable whatever a theme says."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import locations
from reader.exporting import colors, frame
from reader.page.looks import Theme, contrast
from reader.page.theme import load_named, load_themes

THEMES = [theme for theme in load_themes(locations.themes()[:1])[0].values() if not theme.terminal]
COLOR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
WORDS = ("ink", "muted", "accent", "person", "organization", "place", "group", "quote", "indirect")


def readable(given: Mapping[str, str], least: float) -> None:
    grounds = [given["paper"], given["panel"], *(given[f"tint-{n}"] for n in range(1, 10))]
    for word in WORDS:
        assert min(contrast(given[word], ground) for ground in grounds) >= least, word


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_themes_are_taken_as_they_are(theme: Theme) -> None:
    made = colors.variables(theme)
    readable(made, 4.5)
    for name, of in (("paper", "background"), ("ink", "foreground"), ("person", "person"), ("tint-3", "tint-3")):
        assert made[name] == theme.colors[of]


@given(st.lists(COLOR, min_size=60, max_size=60))
def test_any_theme_can_be_read(drawn: list[str]) -> None:
    theme = THEMES[0]._replace(colors=dict(zip(THEMES[0].colors, drawn, strict=False)))
    made = colors.variables(theme)
    assert made["paper"] == theme.colors["background"]
    readable(made, 4.5)
    assert min(contrast(made[f"mark-{n}"], made["paper"]) for n in range(1, 10)) >= 3


def test_light_dark_and_paper() -> None:
    paper, ink, dusk = (load_named(locations.themes(), name)[0] for name in ("paper", "ink", "dusk"))
    both = colors.css(paper, ink, paper)
    assert both.count(":root") == 2
    assert "@media screen and (prefers-color-scheme: dark)" in both
    always = colors.css(dusk, dusk, paper)
    assert "prefers-color-scheme" not in always
    assert re.search(rf"@media screen {{ :root {{ color-scheme: dark; --paper: {dusk.colors['background']};", always)
    assert always.startswith(f":root {{ color-scheme: light; --paper: {paper.colors['background']};")


def test_only_colors_get_into_the_style() -> None:
    for line in colors.css(THEMES[0], THEMES[1], THEMES[0]).splitlines():
        assert re.fullmatch(
            r"(@media [a-z (:)-]+ \{ )?:root \{ color-scheme: [a-z]+(; --[a-z0-9-]+: #[0-9a-f]{6})+ \}( \})?", line
        )


@pytest.mark.parametrize("name", ["nowhere", "terminal", "../x"])
def test_themes_that_pages_cant_wear(name: str) -> None:
    with pytest.raises(frame.ColorError, match="theme"):
        frame.style(dark=name)
