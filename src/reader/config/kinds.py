"""What a setting may be: how each kind of value is checked, and what is said of one that is none."""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reader import locations, text

_DIRECTIVES = frozenset("YymdjbBaAeUWV%")  # what `date_format` may name, all of them about the day
_LONGEST = 40  # characters of a date's form


def nearest(name: str, known: Iterable[str]) -> str:
    """What to add to "there is no such thing": which one may have been meant."""
    from rapidfuzz import process

    near = process.extractOne(name, sorted(known), score_cutoff=60)
    return f"; did you mean {near[0]}?" if near else ""


class Kind(ABC):
    """A setting as it is declared: what it is for, and what it may be."""

    def __init__(self, says: str, *, example: str = "", live: bool = True) -> None:
        """Declare a setting.

        Args:
            says: What it is for, in a line.
            example: What a file of settings shows where the default is nothing; TOML.
            live: Whether a change holds at once; else from the next start.
        """
        self.says = says
        self.example = example
        self.live = live

    @abstractmethod
    def read(self, value: object) -> object:
        """Take a value as TOML has it.

        Raises:
            ValueError: It is none of this kind; the message says what one is.
        """

    def plain(self, value: Any) -> object:
        """A value in the types of TOML and JSON."""
        return list(value) if isinstance(value, tuple) else value


class Flag(Kind):
    """True or false."""

    def read(self, value: object) -> bool:
        """Take a value; see `Kind.read`."""
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        return value


class Number(Kind):
    """A whole number between two others."""

    def __init__(self, least: int, most: int, says: str) -> None:
        """Declare a setting; both bounds are allowed."""
        super().__init__(says)
        self.least, self.most = least, most

    def read(self, value: object) -> int:
        """Take a value; see `Kind.read`."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise ValueError(f"must be a whole number from {self.least} to {self.most}")
        return value


class OneOf(Kind):
    """One of some words."""

    def __init__(self, choices: Sequence[str], says: str) -> None:
        """Declare a setting."""
        super().__init__(says)
        self.choices = choices

    def read(self, value: object) -> str:
        """Take a value; see `Kind.read`."""
        if not isinstance(value, str):
            raise ValueError(f"must be one of {_listed(self.choices)}")
        if value not in self.choices:
            raise ValueError(f"can't be {value}, but one of {_listed(self.choices)}{nearest(value, self.choices)}")
        return value


class Some(OneOf):
    """Some of some words, in any order."""

    def read(self, value: object) -> tuple[str, ...]:  # type: ignore[override] # a list of what the other is one of
        """Take a value; see `Kind.read`."""
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise ValueError(f"must be a list of any of {_listed(self.choices)}")
        return tuple(dict.fromkeys(map(super().read, value)))


class Theme(Kind):
    """The name of a theme that there is."""

    def read(self, value: object) -> str:
        """Take a value; see `Kind.read`."""
        if not isinstance(value, str):
            raise ValueError("must be the name of a theme in quotation marks")
        known = {
            name.removesuffix(".toml")
            for folder in locations.themes()
            if os.path.isdir(folder)
            for name in os.listdir(folder)
            if name.endswith(".toml")
        }
        if value and value not in known:
            raise ValueError(f"there is no theme called {value}{nearest(value, known)}")
        return value


class File(Kind):
    """A path."""

    def read(self, value: object) -> str:
        """Take a value; see `Kind.read`."""
        if not isinstance(value, str):
            raise ValueError(f"must be a path in quotation marks, such as {self.example}")
        return locations.user_path(value)


class Files(Kind):
    """A path, or a list of paths."""

    def read(self, value: object) -> tuple[str, ...]:
        """Take a value; see `Kind.read`."""
        held = [value] if isinstance(value, str) else value
        if not isinstance(held, list) or not all(isinstance(path, str) for path in held):
            raise ValueError(f"must be a list of paths, such as {self.example}")
        return tuple(map(locations.user_path, held))


class DateFormat(Kind):
    """How to write a day, as strftime takes it."""

    def read(self, value: object) -> str:
        """Take a value; see `Kind.read`."""
        if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= _LONGEST:
            raise ValueError('must be the form of a date in quotation marks, such as "%d %b %Y"')
        parts = value.replace("%%", "").split("%")[1:]
        unknown = next((part[:1] for part in parts if part[:1] not in _DIRECTIVES), None)
        if unknown is not None:
            raise ValueError(f"%{unknown} is no part of a date; %Y, %m, %d, %b, %B, %a, %A and %e are")
        return value


class Colors(Kind):
    """What the colors of annotations are called, and the tags that come with each."""

    def read(self, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Take a value; see `Kind.read`."""
        if not isinstance(value, dict):
            raise ValueError('must be a table of names by number, such as 1 = "check"')
        named: dict[int, tuple[str, tuple[str, ...]]] = {}
        for key, said in value.items():
            if len(key) != 1 or key not in "123456789":
                raise ValueError(f"{key}: there are colors 1 to 9")
            named[int(key)] = self._color(key, said)
        return tuple(named.get(number, ("", ())) for number in range(1, max(named, default=0) + 1))

    @staticmethod
    def _color(key: str, said: object) -> tuple[str, tuple[str, ...]]:
        held = {"name": said} if isinstance(said, str) else said
        name = held.get("name", "") if isinstance(held, dict) and held.keys() <= {"name", "tags"} else None
        tags = held.get("tags", []) if isinstance(held, dict) else None
        if not isinstance(name, str) or not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise ValueError(f'{key}: must be a name, or such as {{ name = "check", tags = ["check"] }}')
        return text.squeeze(text.printable(name)), tuple(text.squeeze(text.printable(tag)) for tag in tags)

    def plain(self, value: Any) -> object:
        """A value in the types of TOML and JSON."""
        return {
            str(number): {"name": name, "tags": list(tags)} if tags else name
            for number, (name, tags) in enumerate(value, 1)
            if name or tags
        }


class Keys(Kind):
    """Keys by the ids of what they do; which ids and keys there are, the keymap knows."""

    def read(self, value: object) -> tuple[tuple[str, str], ...]:
        """Take a value; see `Kind.read`."""
        if not isinstance(value, dict):
            raise ValueError('must be a table of keys, such as "article.line-down" = "j,down"')
        held: dict[str, str] = {}
        for name, keys in self._flat(value):
            if not isinstance(keys, str):
                raise ValueError(f'{name}: must be keys in quotation marks, such as "j,down", or "" for none')
            held[name] = keys
        return tuple(held.items())

    @staticmethod
    def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
        """Ids and what is said of them; without quotation marks, TOML takes the period of an id for a table."""
        for name, held in table.items():
            if isinstance(held, dict):
                yield from ((f"{name}.{rest}", keys) for rest, keys in held.items())
            else:
                yield name, held

    def plain(self, value: Any) -> object:
        """A value in the types of TOML and JSON."""
        return dict(value)


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
