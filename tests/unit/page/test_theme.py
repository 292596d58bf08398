"""Themes: what ships reads well for every eye, and what is wrong with a user's own is said."""

import itertools
import math
import os
from pathlib import Path

import pytest

from reader.page import legibility
from reader.page.looks import Look, Theme, blend, contrast
from reader.page.styles import BASE, NINE, PLAIN, STYLES
from reader.page.theme import DARK, GLYPHS, LIGHT, ThemeError, fallback, load_named, load_theme, load_themes, mono
from reader.page.theme_file import Fault

ROOT = Path(__file__).parents[3]
FOLDER = str(ROOT / "themes")
SHIPPED, FAULTS = load_themes([FOLDER])
COLOURED = [theme for theme in SHIPPED.values() if not theme.terminal]
by_theme = pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)

KINDS = [f"actor.{kind}" for kind in GLYPHS]
HITS = ["hit", "hit.current"]


def too_faint(theme: Theme) -> list[legibility.Reading]:
    """Everything in a theme that would be hard to read."""
    return [reading for reading in legibility.read(theme) if not reading.is_good]


def linear(color: str) -> tuple[float, float, float]:
    """The linear red, green and blue of a colour."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in bytes.fromhex(color[1:]))
    )
    return red, green, blue


def perceived(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """Oklab: where distance is how different two colours look (0.02 is just noticeable)."""
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


# What a dichromat sees of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1).
VISION = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def distance(one: str, other: str, vision: str = "full") -> float:
    """How different two colours look to someone."""
    seen = []
    for color in (one, other):
        channels = [sum(a * b for a, b in zip(row, linear(color), strict=True)) for row in VISION[vision]]
        seen.append(perceived(*(min(1.0, max(0.0, channel)) for channel in channels)))
    return math.dist(*seen)


def visible(look: Look) -> tuple[bool, ...]:
    """The attributes of a look as they come out on the screen."""
    double = bool(look.double_underline)
    underline = bool(look.underline) and not double
    return bool(look.bold), bool(look.dim), bool(look.italic), underline, double, bool(look.reverse), bool(look.strike)


def test_shipped_without_fault() -> None:
    assert FAULTS == ()
    assert len(SHIPPED) >= 15
    assert {DARK, LIGHT, "sepia", "contrast-dark", "contrast-light", "clear-dark", "solstice", "terminal"} <= set(
        SHIPPED
    )
    assert SHIPPED[DARK].dark
    assert not SHIPPED[LIGHT].dark
    assert len({theme.title for theme in SHIPPED.values()}) == len(SHIPPED)
    for theme in SHIPPED.values():
        assert theme.description
        assert set(theme.looks) == set(STYLES)
        assert set(theme.colors) == set(BASE)


@by_theme
def test_shipped_reads_well(theme: Theme) -> None:
    assert too_faint(theme) == []


@by_theme
def test_dark_means_dark(theme: Theme) -> None:
    assert theme.dark == (
        contrast(theme.colors["background"], "#ffffff") > contrast(theme.colors["background"], "#000000")
    )


@by_theme
def test_colours_tell_apart(theme: Theme) -> None:
    colors = theme.colors
    kinds = [colors[kind] for kind in GLYPHS]
    assert all(distance(*pair) >= 0.05 for pair in itertools.combinations(kinds, 2))
    assert all(distance(colors["quote"], other) >= 0.035 for other in (*kinds, colors["foreground"]))
    for name, ground, least in (("annotation", "foreground", 0.03), ("tint", "background", 0.06)):
        nine = [colors[f"{name}-{n}"] for n in NINE]
        assert all(distance(color, colors[ground]) >= least for color in nine)
        assert all(distance(*pair) >= 0.015 for pair in itertools.combinations(nine, 2))
    tints = [colors[f"tint-{n}"] for n in NINE]
    for name in ("hit", "hit-current"):
        assert all(distance(colors[name], ground) >= 0.1 for ground in (colors["background"], *tints))
    assert distance(colors["hit"], colors["hit-current"]) >= 0.08
    assert all(distance(colors[name], colors["background"]) >= 0.05 for name in ("selection", "lit", "border"))
    assert all(distance(colors[name], colors["panel"]) >= 0.03 for name in ("row", "row-idle"))


@by_theme
def test_kinds_differ_by_style_too(theme: Theme) -> None:
    shapes = [visible(theme.looks[name]) for name in KINDS]
    assert len(set(shapes)) == len(KINDS)
    assert visible(Look()) not in shapes
    assert visible(theme.looks["hit"]) != visible(theme.looks["hit.current"])


@pytest.mark.parametrize("name", ["clear-dark", "clear-light"])
@pytest.mark.parametrize("vision", VISION)
def test_clear_to_every_eye(name: str, vision: str) -> None:
    colors = SHIPPED[name].colors
    kinds = [colors[kind] for kind in GLYPHS]
    assert all(distance(*pair, vision) >= 0.08 for pair in itertools.combinations(kinds, 2))
    assert all(distance(colors["quote"], other, vision) >= 0.06 for other in (*kinds, colors["foreground"]))
    assert distance(colors["hit"], colors["hit-current"], vision) >= 0.08


def test_terminal_uses_names_only() -> None:
    theme = SHIPPED["terminal"]
    used = {color for look in theme.looks.values() for color in (look.fg, look.bg)} | set(theme.colors.values())
    assert all(color is None or color.startswith("ansi_") for color in used)


@pytest.mark.parametrize("name", ["paper", "terminal"])
def test_mono_tells_apart_by_attributes(name: str) -> None:
    plain = mono(SHIPPED[name])
    assert plain.name == name
    assert {(look.fg, look.bg) for look in plain.looks.values()} == {(None, None)}
    assert set(plain.colors.values()) == {"ansi_default"}
    passages = [(), ("quote",)]
    shapes = [
        visible(plain.look("text", *quote, *kind, *lit, *top))
        for top in ((), ("annotation.1",))
        for quote in passages
        for kind, lit in [((), ()), *(((kind,), ()) for kind in KINDS), (("actor.place",), ("actor.lit",))]
    ]
    assert len(set(shapes)) == len(shapes)
    for covered in itertools.product(passages, [(), *((kind,) for kind in KINDS)], [(), ("annotation.1",)]):
        below = [name for names in covered for name in names]
        for top in (*HITS, "selection", "caret"):
            shape = visible(plain.look("text", *below, top))
            assert shape == visible(plain.looks[top])
            assert shape not in shapes
    assert len({visible(plain.looks[top]) for top in (*HITS, "selection", "caret")}) == 4
    rows = [visible(plain.look("panel", "row", *state)) for state in ((), ("row.selected",), ("row.selected.dim",))]
    assert len(set(rows)) == 3


def test_fallback_needs_no_file() -> None:
    theme = fallback()
    assert theme.terminal
    assert set(theme.looks) == set(STYLES) == set(PLAIN)


@pytest.mark.parametrize(
    ("background", "foreground"), [("#101114", "#e6e6e6"), ("#ffffff", "#1a1a1a"), ("#f4ecd8", "#2a2118")]
)
def test_two_colours_make_a_theme(tmp_path: Path, background: str, foreground: str) -> None:
    write(tmp_path, f'[base]\nbackground = "{background}"\nforeground = "{foreground}"')
    theme = load_theme(str(tmp_path / "mine.toml"))
    assert too_faint(theme) == []
    assert theme.title == "mine"


def write(folder: Path, text: str | bytes, name: str = "mine") -> str:
    """Put a theme file into a folder."""
    path = folder / f"{name}.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


TWO = '[base]\nbackground = "#101010"\nforeground = "#EEEEEE"\n'


def test_palette_variables_and_styles(tmp_path: Path) -> None:
    text = (
        'title = "My\\u001b one"\n[palette]\nsand = "#C2B280"\n'
        + TWO
        + 'person = "$sand"\n[styles]\nquote = "italic not bold $person on $panel"\n'
        + 'hit = "on $sand"\n"hit.current" = ""\n'
    )
    theme = load_theme(write(tmp_path, text))
    assert theme.title == "My␛ one"
    assert theme.colors["person"] == "#c2b280"
    assert theme.looks["quote"] == Look("#c2b280", theme.colors["panel"], bold=False, italic=True)
    assert theme.looks["hit"] == Look(bg="#c2b280")
    assert theme.looks["hit.current"] == Look()
    assert theme.looks["text"] == Look("#eeeeee", "#101010")


WRONG = {
    "unknown key": ('titel = "x"', "titel", "perhaps title"),
    "title no string": ("title = 3", "title", "must be a string"),
    "title too long": (f'title = "{"x" * 201}"', "title", "longer than 200"),
    "dark no bool": ('dark = "yes"', "dark", "true or false"),
    "no background": ('[base]\nforeground = "#ffffff"', "base.background", "is missing"),
    "base no table": ('base = "x"', "base", "must be a table"),
    "unknown colour": (TWO + 'persn = "#ffffff"', "base.persn", "perhaps person"),
    "bad hex": (TWO + 'person = "#12345g"', "base.person", "write #rrggbb"),
    "short hex": (TWO + 'person = "#fff"', "base.person", "write #rrggbb"),
    "spaced hex": (TWO + 'person = "#11 2 3"', "base.person", "write #rrggbb"),
    "named colour": (TWO + 'person = "red"', "base.person", "write #rrggbb"),
    "colour no string": (TWO + "person = 255", "base.person", "must be a string"),
    "unknown variable": ('[palette]\nsand = "#c2b280"\n' + TWO + 'person = "$snad"', "base.person", "perhaps $sand"),
    "variable in palette": ('[palette]\na = "$b"\n' + TWO, "palette.a", "there is no variable $b"),
    "unknown style": (TWO + '[styles]\nqoute = "bold"', "styles.qoute", "perhaps quote"),
    "unknown attribute": (TWO + '[styles]\nquote = "blod"', "styles.quote", "perhaps bold"),
    "not without attribute": (TWO + '[styles]\nquote = "bold not"', "styles.quote", "nothing after not"),
    "not a colour": (TWO + '[styles]\nquote = "not $person"', "styles.quote", "$person after not"),
    "on without colour": (TWO + '[styles]\nquote = "bold on"', "styles.quote", "nothing is no colour"),
    "two colours": (TWO + '[styles]\nquote = "#111111 #222222"', "styles.quote", "second colour for the text"),
    "two backgrounds": (TWO + '[styles]\nquote = "on #111111 on #222222"', "styles.quote", "for the background"),
    "terminal's colour": (TWO + '[styles]\nquote = "ansi_red"', "styles.quote", "write #rrggbb"),
    "own colour in a terminal theme": (
        'terminal = true\n[base]\nquote = "#112233"',
        "base.quote",
        "none of the terminal",
    ),
    "misspelt terminal colour": ('terminal = true\n[base]\nquote = "ansi_rde"', "base.quote", "perhaps ansi_red"),
    "dot without quotation marks": (TWO + '[styles]\nactor.person = "bold"', "styles.actor", "quotation marks"),
    "style no string": (TWO + "[styles]\nquote = [1]", "styles.quote", "must be a string"),
    "control characters in a key": (
        TWO + '[styles]\n"a\\u001b]0;x\\u0007" = "bold"',
        "styles.a␛]0;x␇",
        "no such style",
    ),
    "control characters in a value": (TWO + '[styles]\nquote = "\\u001b[31m"', "styles.quote", "␛[31m is no attribute"),
    "long value": (TWO + f'[styles]\nquote = "{"x" * 50_000}"', "styles.quote", "…"),
    "no TOML": ("title = ", "", "is no TOML"),
    "escape in the file": ("\x1b]0;x\x07", "", "is no TOML"),
    "too deep": ("a = " + "[" * 20_000, "", "nested too deeply"),
    "a number without end": ("a = " + "1" * 5_000, "", "is no TOML"),
    "a key of many parts": (".".join("a" * 20_000) + " = 1", "", "more than 40 dots on line 1"),
    "too large": ("#" * 70_000, "", "is larger than the limit"),
    "not UTF-8": (b'title = "\xff"', "", "is not UTF-8 (byte 9)"),
}


@pytest.mark.parametrize(("text", "key", "reason"), WRONG.values(), ids=WRONG)
def test_bad_file_is_said_and_skipped(tmp_path: Path, text: str | bytes, key: str, reason: str) -> None:
    path = write(tmp_path, text)
    write(tmp_path, TWO, "good")
    themes, faults = load_themes([str(tmp_path)])
    assert list(themes) == ["good"]
    (fault,) = faults
    assert (fault.path, fault.key) == (path, key)
    assert reason in fault.reason
    assert str(fault).startswith(path)
    assert str(fault).isprintable()
    assert len(str(fault)) < len(path) + 500


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    write(tmp_path, TWO, "a\x1b[31mb")
    (tmp_path / "notes.txt").write_text("not a theme")
    themes, faults = load_themes([str(tmp_path)])
    assert themes == {}
    assert [fault.path.rpartition("/")[2] for fault in faults] == [
        "a\x1b[31mb.toml",
        "fifo.toml",
        "folder.toml",
        "gone.toml",
    ]
    assert all(str(fault).isprintable() for fault in faults)


def test_too_many_files(tmp_path: Path) -> None:
    for number in range(203):
        write(tmp_path, TWO, f"t{number:03}")
    themes, faults = load_themes([str(tmp_path)])
    assert len(themes) == 200
    assert str(faults[0]).endswith("more than 200 themes; t200 and the rest are left out")


def test_later_folders_come_first(tmp_path: Path) -> None:
    write(tmp_path, 'title = "Mine"\n' + TWO, DARK)
    write(tmp_path, "broken", LIGHT)
    folders = [FOLDER, str(tmp_path), str(tmp_path / "nowhere")]
    themes, faults = load_themes(folders)
    assert list(themes) == list(SHIPPED)
    assert themes[DARK].title == "Mine"
    assert themes[LIGHT] == SHIPPED[LIGHT]
    assert len(faults) == 1
    for name in (DARK, LIGHT, "sepia"):
        theme, said = load_named(folders, name)
        assert theme == themes[name]
        assert said == (faults if name == LIGHT else ())


def test_one_by_name_that_is_not_there(tmp_path: Path) -> None:
    theme, faults = load_named([FOLDER, str(tmp_path)], "sepai")
    assert theme == fallback()
    assert str(faults[0]) == "theme sepai: there is none of this name; perhaps sepia"
    write(tmp_path, TWO, "secret")
    (tmp_path / "inner").mkdir()
    theme, faults = load_named([str(tmp_path / "inner")], "../secret")
    assert theme == fallback()
    assert "none of this name" in faults[0].reason


def test_error_carries_the_fault(tmp_path: Path) -> None:
    path = write(tmp_path, "dark = 1")
    with pytest.raises(ThemeError) as caught:
        load_theme(path)
    assert caught.value.fault == Fault(path, "dark", "must be true or false")
    assert str(caught.value) == f"{path}: dark: must be true or false"


def test_looks_merge() -> None:
    below = Look("#111111", "#222222", bold=True)
    assert Look(fg="#333333", bold=False, italic=True).over(below) == Look(
        "#333333", "#222222", bold=False, italic=True
    )
    assert Look().over(below) == below
    assert SHIPPED[LIGHT].look("text") == SHIPPED[LIGHT].looks["text"]


def test_contrast_and_blend() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)
    assert contrast("#777777", "#777777") == 1
    assert blend("#000000", "#ff8000", 0.5) == "#804000"
    assert blend("#123456", "#ffffff", 0) == "#123456"


def test_documentation_is_true(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    likewise = {f"{name}{n}" for name in ("annotation.", "mark.", "annotation-", "tint-") for n in NINE[1:]}
    assert set(rows) == (set(BASE) | set(STYLES) | set(SHIPPED)) - likewise
    for name in set(STYLES) - likewise:
        cells = [f"`{look}`" if look else "" for look in (STYLES[name], PLAIN[name])]
        assert rows[name].endswith(f"| {cells[0]} | {cells[1]} |")
    examples = [block.partition("```")[0] for block in page.split("```toml\n")[1:]]
    themes = [load_theme(write(tmp_path, example)) for example in examples if "[base]" in example]
    assert [theme.title for theme in themes] == ["Slate", "Slate"]
    assert [too_faint(theme) for theme in themes] == [[], []]
