"""Which names are one actor's: precision first, and linear in the number of names."""

import sys
from typing import NamedTuple

from reader.analysis.judge import Candidate
from reader.model import ActorKind


class Form(NamedTuple):
    """One string that names an actor."""

    text: str
    kind: ActorKind
    known: str = ""
    """The canonical name where the lexicons know the string, else empty."""
    gender: str = ""
    """What a title right before a surname tells, which parts Mr. from Mrs. Warren."""


class Use(NamedTuple):
    """How a text uses a form."""

    titles: set[str]
    """The titles right before it."""
    places: list[int]
    """Where it stands, in text order."""
    acronyms: set[str]
    """What stands in parentheses right after it."""
    born: bool
    """Whether it is said to be a name at birth."""


class Cluster:
    """One actor's forms, in order of first appearance."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.titles: set[str] = set()
        self.since = sys.maxsize
        """Where the text first has the actor's name in full."""
        self.former: set[Form] = set()
        """Forms that are names at birth."""

    def add(self, form: Form, use: Use) -> None:
        """Take a form in."""
        self.forms.append(form)
        self.titles.update(use.titles)
        if use.born:
            self.former.add(form)
        self.since = min(self.since, use.places[0])


class Homes:
    """The actor of each mention."""

    def __init__(self) -> None:
        self.of_form: dict[Form, Cluster] = {}
        self.of_place: dict[int, Cluster] = {}
        """The mentions of a surname that are another's than the form's."""

    def at(self, form: Form, place: int) -> Cluster:
        """The actor of a mention by its form and its first token."""
        return self.of_place.get(place) or self.of_form[form]

    def settle(self, form: Form, use: Use, home: Cluster | None) -> Cluster:
        """Give a form to an actor; None makes a new one."""
        home = home or Cluster()
        home.add(form, use)
        self.of_form[form] = home
        return home


def form_of(candidate: Candidate, kind: ActorKind, gender: str = "") -> Form:
    """The form of a mention."""
    known = candidate.entry.name if candidate.entry is not None and kind != "person" else ""
    return Form(candidate.text, kind, known, gender if " " not in candidate.text else "")
