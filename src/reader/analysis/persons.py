"""What a person's name and title tell: its parts, its gender."""

from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from reader.analysis import lexicon
from reader.analysis.gazetteer import unaccented

Gender = Literal["m", "f"]


_SPELLED = 6  # letters of a surname whose spellings are compared
_SOUNDS = str.maketrans("eiouycqgwz", "aaaaakkkvs", "h'’-")  # letters that spellings of one name exchange, or leave out


class Name(NamedTuple):
    """A person's name in parts."""

    first: str
    """Empty for a bare surname."""
    initials: tuple[str, ...]
    """The letters of the middle names."""
    last: str
    """The surname without its article ("Assad" of "al-Assad")."""
    suffix: str = ""


def parts(name: str) -> Name:
    """Take a person's name apart.

    Args:
        name: The name, its tokens parted by blanks or not.

    Returns:
        Its parts; a nickname in quotation marks is left out.
    """
    words = [word for word in name.replace(",", " ").split() if word[0] not in "\"“”'‘’("]
    suffix = words.pop() if len(words) > 1 and words[-1] in lexicon.family("small_words", "generation") else ""
    if len(words) == 1 and suffix:
        return Name(words[0], (), words[0], suffix)  # "Abdullah II"
    if len(words) < 2:
        return Name("", (), bare(words[0]) if words else name, suffix)
    particles = lexicon.words("particles")
    middle = words[1:-1]
    while middle and middle[-1].lower() in particles:
        middle.pop()
    return Name(words[0], tuple(word[0] for word in middle), bare(words[-1]), suffix)


def bare(surname: str) -> str:
    """A surname without an article joined to it."""
    head, hyphen, rest = surname.partition("-")
    return rest if hyphen and rest and head.lower() in lexicon.words("particles") else surname


def sketch(surname: str) -> str:
    """What stays of a surname in other spellings: its consonants, those that sound alike as one.

    Args:
        surname: A surname without accents.

    Returns:
        The sketch ("Haniyeh" and "Heniyye" have one); empty where too little stays to compare.
    """
    if len(surname) < _SPELLED:
        return ""
    out = surname[0].lower().translate(_SOUNDS) or surname[0].lower()
    for char in surname[1:].lower().translate(_SOUNDS):
        if not out.endswith(char):
            out += char
    out = out[0] + out[1:].replace("a", "")
    return out if len(out) > 1 else ""


def gender(name: str, titles: Iterable[str] = ()) -> Gender | None:
    """Tell a person's gender.

    Args:
        name: The name as the text gives it in full.
        titles: Titles, honorifics and role nouns the text gives the person ("Mr.", "Queen", "spokeswoman").

    Returns:
        ``m`` or ``f``; None where neither titles nor the first name tell.
    """
    if (told := title_gender(titles)) is not None:
        return told
    first = parts(name).first
    return _of_first(first) or _of_first(first.partition("-")[0]) or _of_first(_written_out(first))


def title_gender(titles: Iterable[str]) -> Gender | None:
    """What the titles of a person alone tell of the gender; None where they tell nothing or disagree."""
    known = lexicon.table("titles")
    roles = lexicon.table("roles")
    told = [(known.get(title) or roles.get(title.lower()) or ("-",))[0] for title in titles]
    men, women = told.count("m"), told.count("f")
    if men == women:
        return None
    return "m" if men > women else "f"


def likeness(left: str, right: str) -> int:
    """How two first names agree.

    Args:
        left: A first name or an initial, empty for none.
        right: Another.

    Returns:
        2 where they are one name or one a short form of the other, 1 where an initial or nothing leaves it open,
        0 where they differ.
    """
    if not left or not right:
        return 1
    if left == right:
        return 2
    if left.rstrip(".") == left[0] or right.rstrip(".") == right[0] or "." in left or "." in right:
        return 1 if left[0] == right[0] else 0
    full = set(_full(left)) & set(_full(right))
    return 2 if full else 0


def _full(first: str) -> tuple[str, ...]:
    """The first names that one may stand for, itself among them."""
    row = lexicon.table("nicknames").get(first)
    return (first, *row[0].split(";")) if row else (first,)


@cache
def _of_first(first: str) -> Gender | None:
    """The gender of a first name."""
    known = lexicon.table("first_names")
    row = known.get(first) or known.get(unaccented(first))
    return row[0] if row and row[0] != "-" else None  # type: ignore[return-value]


def _written_out(first: str) -> str:
    """The first name a nickname stands for, as it is where it is none."""
    return _full(first)[-1] if first else first
