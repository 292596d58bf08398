"""Keys by name, and which are in force."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import locations
from reader.config import KEYMAPS
from reader.config.keymaps import CHORDS, keymap, shown
from reader.config.keynames import parse, readable, written

DEFAULT = keymap("default")
KEYS = sorted({key for name in KEYMAPS for place in keymap(name).places for it in place.keys for key in it.keys})


def held(name: str, identity: str, own: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    return next(it.keys for place in keymap(name, own).places for it in place.keys if it.id == identity)


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("j,down", ("j", "down")),
        (" J , Shift+j ", ("J",)),
        ("}", ("right_curly_bracket",)),
        ("Ctrl+F,ctrl+shift+f", ("ctrl+f",)),
        ("alt+J", ("alt+shift+j",)),
        ("shift+alt+left", ("alt+shift+left",)),
        ("pgdn,Esc,F1,comma", ("pagedown", "escape", "f1", "comma")),
        ("+,ctrl++", ("plus", "ctrl+plus")),
        ("ö", ("ö",)),
        ("", ()),
    ],
)
def test_keys_are_read_as_people_write_them(words: str, keys: tuple[str, ...]) -> None:
    assert parse(words) == keys


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("dwn", "there is no key dwn; did you mean down?"),
        ("j,,k", "there is nothing between two commas; the key , is called comma"),
        ("cntrl+f", "there is no key cntrl+f: cntrl is none of ctrl, alt and shift"),
        ("\x1b", "there is no key \x1b"),
    ],
)
def test_what_is_no_key_is_said(words: str, fault: str) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        parse(words)


@given(st.text(max_size=30))
def test_any_text_is_keys_or_a_fault(words: str) -> None:
    try:
        keys = parse(words)
    except ValueError:
        return
    assert all(key and key == key.strip() for key in keys)


@pytest.mark.parametrize("key", KEYS)
def test_what_is_written_is_read_again(key: str) -> None:
    assert parse(written(key)) == (key,)
    assert readable(key)


@pytest.mark.parametrize("name", KEYMAPS)
def test_keymaps_that_ship_have_no_fault(name: str) -> None:
    assert keymap(name).faults == ()
    assert (Path(locations.keymaps()) / f"{name}.toml").is_file()


@pytest.mark.parametrize("name", ["less", "vim"])
def test_every_color_has_a_key_where_digits_count(name: str) -> None:
    for number in range(1, 10):
        keys = held(name, f"mark.color-{number}")
        assert keys
        assert not set(keys) & set("123456789")


def test_nothing_is_changed_by_default() -> None:
    assert DEFAULT.changed == {}
    assert keymap("default", (("article.line-down", "j, down"),)).changed == {}


def test_ids_are_given_once() -> None:
    ids = [it.id for place in DEFAULT.places for it in place.keys]
    assert len(set(ids)) == len(ids)


def test_own_keys_go_before_those_of_the_keymap() -> None:
    own = (("quote.next", "d"), ("search.start", ""))
    assert held("default", "quote.next", own) == ("d",)
    assert held("default", "article.half-down", own) == ()
    assert held("default", "list.half-down", own) == ("d",)
    assert held("default", "search.start", own) == ()
    assert held("vim", "article.half-down", own) == ("ctrl+d",)
    assert held("vim", "correction.undo") == ("u", "U", "ctrl+z")


def test_of_two_keys_of_ones_own_the_first_holds() -> None:
    own = (("quote.next", "z"), ("quote.previous", "z"), ("pane.zen", "f2"))
    faults = keymap("default", own).faults
    assert faults == ("quote.next and quote.previous both want z; quote.next has it",)
    assert held("default", "quote.previous", own) == ()


def test_a_key_that_does_another_thing_elsewhere_is_no_fault() -> None:
    assert keymap("default", (("library.sort", "s"), ("select.swap", "J"))).faults == ()


def test_what_is_wrong_leaves_the_default() -> None:
    assert held("default", "quote.next", (("quote.next", "s,dwn"),)) == ("s",)


def test_chords_are_shown_with_their_first_key() -> None:
    place = next(place for place in DEFAULT.places if place.name == CHORDS)
    twins = next(it for it in place.keys if it.id == "chord.twins")
    assert shown(place, twins, ("minus",)) == ["-s"]
