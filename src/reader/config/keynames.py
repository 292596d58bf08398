"""What keys are called: by the program and Textual, by a user's file, and on the screen."""

from types import MappingProxyType

_SIGNS = MappingProxyType({
    "!": "exclamation_mark", '"': "quotation_mark", "#": "number_sign", "$": "dollar_sign", "%": "percent_sign",
    "&": "ampersand", "'": "apostrophe", "(": "left_parenthesis", ")": "right_parenthesis", "*": "asterisk",
    "+": "plus", ",": "comma", "-": "minus", ".": "full_stop", "/": "slash", ":": "colon", ";": "semicolon",
    "<": "less_than_sign", "=": "equals_sign", ">": "greater_than_sign", "?": "question_mark", "@": "at",
    "[": "left_square_bracket", "\\": "backslash", "]": "right_square_bracket", "^": "circumflex_accent",
    "_": "underscore", "`": "grave_accent", "{": "left_curly_bracket", "|": "vertical_line",
    "}": "right_curly_bracket", "~": "tilde",
})  # fmt: skip
_NAMED = MappingProxyType({
    "up": "↑", "down": "↓", "left": "←", "right": "→", "space": "Space", "enter": "Enter", "escape": "Esc",
    "backspace": "Backspace", "delete": "Delete", "insert": "Insert", "tab": "Tab", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn",
})  # fmt: skip
_SHOWN = MappingProxyType({**_NAMED, **{name: sign for sign, name in _SIGNS.items()}})
_ALSO = MappingProxyType({
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "bar": "vertical_line", "hyphen": "minus", "plus_sign": "plus",
    **{shown: name for name, shown in _NAMED.items() if len(shown) == 1},
})  # fmt: skip
_MODIFIERS = ("alt", "ctrl", "shift")  # in the order that they have in a name
_FUNCTIONS = tuple(f"f{number}" for number in range(1, 25))


def readable(key: str) -> str:
    """A key's name as people read it: ``ctrl+o`` becomes ``Ctrl+O``."""
    *modifiers, last = key.split("+")
    name = _SHOWN.get(last, last.upper() if len(last) > 1 or modifiers else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def written(key: str) -> str:
    """A key's name as a user's file has it: the sign of a key that has one, but for the comma."""
    *modifiers, last = key.split("+")
    sign = _SHOWN.get(last, last)
    return "+".join([*modifiers, sign if len(sign) == 1 and last not in _NAMED and sign != "," else last])


def parse(words: str) -> tuple[str, ...]:
    """Read keys as a user writes them.

    Args:
        words: Keys with commas between, such as ``j, down`` or ``}``; none for no key.

    Returns:
        Their names, as Textual has them.

    Raises:
        ValueError: One is no key.
    """
    if not words.strip():
        return ()
    return tuple(dict.fromkeys(_key(word.strip()) for word in words.split(",")))


def _key(word: str) -> str:
    """The name of one key.

    Raises:
        ValueError: It is none.
    """
    if not word:
        raise ValueError("there is nothing between two commas; the key , is called comma")
    head, _, last = word.rpartition("+") if len(word) > 1 else ("", "", word)
    if not last and head.endswith("+"):  # ctrl++
        head, last = head[:-1], "+"
    modifiers = {modifier.strip().lower() for modifier in head.split("+")} if head else set()
    if unknown := modifiers.difference(_MODIFIERS):
        raise ValueError(f"there is no key {word}: {min(unknown)} is none of ctrl, alt and shift")
    name = _last(last.strip(), word)
    if len(name) == 1 and "ctrl" in modifiers:
        modifiers, name = modifiers - {"shift"}, name.lower()
    elif len(name) == 1 and "alt" in modifiers and name.isupper():
        modifiers, name = modifiers | {"shift"}, name.lower()
    elif len(name) == 1 and modifiers == {"shift"}:
        modifiers, name = set(), name.upper()
    return "+".join([*sorted(modifiers), name])


def _last(last: str, word: str) -> str:
    """The name of a key without what is held down with it.

    Raises:
        ValueError: It is none.
    """
    if len(last) == 1 and (last.isalnum() or last in _SIGNS or last in _ALSO):
        return _SIGNS.get(last) or _ALSO.get(last, last)
    name = last.lower()
    if name in _ALSO:
        return _ALSO[name]
    if name in _SHOWN or name in _FUNCTIONS:
        return name
    from reader.config.kinds import nearest

    raise ValueError(f"there is no key {word}{nearest(name, [*_SHOWN, *_ALSO, *_FUNCTIONS])}")
