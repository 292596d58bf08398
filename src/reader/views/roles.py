"""The roles an article gives a person: titles before the name ("Defense Minister Yoav Gallant"), appositions on either
side of it ("John Kirby, the council's spokesman,") and mentions by role alone ("the president").
"""

import itertools
import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from reader.model import Mention, Paragraph
from reader.views.wordlists import family

_WINDOW = 140  # code points on either side of a name that are looked at
_LONGEST = 14  # words of an apposition
_TITLE = 7  # words of a title before a name
_CORE = 4  # words of the longest title in the lexicon that is looked up
_WORD = re.compile(r"\S+")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+")
_ENDS = (".", "!", "?", ":")  # after which a capital tells nothing
_STOP = '.,;:!?()[]“”"—–'


class Role(NamedTuple):
    """A role as the article words it."""

    start: int
    end: int
    text: str


class _Word(NamedTuple):
    """A word near a name."""

    start: int
    text: str
    """Without the stop that ends it."""
    stop: str
    """The sign after it that ends a phrase, if any."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def roles_near(text: str, paragraph: Paragraph, mention: Mention, names: Collection[int]) -> list[Role]:
    """Find the roles that stand beside one mention of a person.

    Args:
        text: The article's text.
        paragraph: The paragraph with the mention.
        mention: The mention.
        names: Where the names of all actors begin.

    Returns:
        The roles, without articles and possessive pronouns before them.
    """
    if mention.role:
        return _by_itself(text, mention)
    found: list[Role | None] = []
    first = max(paragraph.start, mention.start - _WINDOW)
    then = text[mention.end : mention.end + 1]
    if first < mention.start and text[mention.start - 1].isspace() and (last := _last_word(text, first, mention.start)):
        if not last.stop and _may_end_title(last):
            found.append(_title(text, _words(text, first, mention.start), paragraph.start, names))
        elif last.stop == "," and then in (",", ".", ";", ")", ""):
            found.append(_introduced(text, _words(text, first, mention.start)))
    if then == ",":
        after = _words(text, mention.end, min(paragraph.end, mention.end + _WINDOW))
        found.append(_apposition(text, after, paragraph.end))
    return [role for role in found if role is not None]


def honorific(text: str, mention: Mention) -> str:
    """The word before a name that tells a person's gender ("Mrs."), or nothing."""
    before = text[max(0, mention.start - 8) : mention.start].split()
    return before[-1] if before and before[-1].lower().rstrip(".") in family("honorific") else ""


def _by_itself(text: str, mention: Mention) -> list[Role]:
    """The role that a mention by role is."""
    words = _words(text, mention.start, mention.end)
    bare = _without_determiners(words)
    return [_role(text, bare)] if bare and _is_noun(bare[-1]) else []


def _title(text: str, words: list[_Word], start: int, names: Collection[int]) -> Role | None:
    """The title that ends right before a name."""
    phrase = _phrase_before(words)
    core = next((size for size in range(_CORE, 0, -1) if size <= len(phrase) and _is_title(phrase[-size:])), 0)
    if not core or (core == 1 and _tells_nothing(phrase[-1])):
        return None
    before = words[: len(words) - len(phrase)]
    opens = phrase[0].start == start or (bool(before) and before[-1].stop in _ENDS)
    first = len(phrase) - core
    while first > 0 and len(phrase) - first < _TITLE and _belongs(phrase[first - 1], names, opens and first == 1):
        first -= 1
    return _role(text, phrase[first:])


def _introduced(text: str, words: list[_Word]) -> Role | None:
    """The role before a comma and a name: "his right-hand adviser, Ron Dermer,"."""
    phrase = _phrase_before([*words[:-1], words[-1]._replace(stop="")])[-_TITLE - 1 :]
    opened = [at for at, word in enumerate(phrase[:-1]) if word.text.lower() in family("determiner") or _owns(word)]
    if not opened:
        return None
    role = phrase[opened[-1] + (not _owns(phrase[opened[-1]])) :]
    return _role(text, role) if role and _is_noun(role[-1]) and not _has_verb(role) else None


def _apposition(text: str, words: list[_Word], end: int) -> Role | None:
    """The role between the comma after a name and the next: ", the defense minister,"."""
    from reader.analysis.vocabulary import is_function

    phrase: list[_Word] = []
    closed = False
    for word in words[1:] if words and not words[0].text else words:
        if word.text.lower() in family("relative"):
            closed = True
            break
        phrase.append(word)
        if word.stop or word.end == end:
            closed = True
            break
    if not closed or not phrase or len(phrase) > _LONGEST:
        return None
    lower = [word.text.lower() for word in phrase]
    if any(one == "and" and two in family("determiner") for one, two in itertools.pairwise(lower)):
        return None
    role = _without_determiners(phrase)
    head = next((at for at, word in enumerate(role) if at and word.text.lower() in _links()), len(role))
    if not role or (is_function(lower[len(lower) - len(role)]) and role[0].text.lower() not in family("modifier")):
        return None
    if not (_is_noun(role[head - 1]) or _is_title(role[max(0, head - 2) : head])) or _has_verb(role):
        return None
    return _role(text, role)


def _role(text: str, words: list[_Word]) -> Role:
    """Some words as a role."""
    start, end = words[0].start, words[-1].end
    return Role(start, end, " ".join(text[start:end].split()))


def _words(text: str, start: int, end: int) -> list[_Word]:
    """The words of a stretch of text; one that the stretch begins within is left out."""
    found: list[_Word] = []
    for match in _WORD.finditer(text, start, end):
        if match.start() == start and start > 0 and not text[start - 1].isspace() and text[start] not in _STOP:
            continue
        whole = match[0]
        if whole[0].isalnum() and whole[-1].isalnum():
            found.append(_Word(match.start(), whole, ""))
            continue
        bare = whole.rstrip(_STOP)
        if whole[len(bare) :][:1] == "." and (_INITIALS.fullmatch(bare + ".") or _is_abbreviation(bare)):
            bare += "."
        at = len(bare) - len(bare.lstrip(_STOP))
        if at and found and not found[-1].stop:
            found[-1] = found[-1]._replace(stop=bare[0])
        found.append(_Word(match.start() + at, bare[at:], whole[len(bare) :][:1]))
    return found


def _last_word(text: str, start: int, end: int) -> _Word | None:
    """The last of the words of a stretch of text, found without the others."""
    stretch = text[start:end].rstrip()
    at = next((at for at in range(len(stretch), 0, -1) if stretch[at - 1].isspace()), 0)
    words = _words(text, start + at, start + len(stretch))
    return words[-1] if words else None


def _phrase_before(words: list[_Word]) -> list[_Word]:
    """The last words up to the sign that ends the phrase before them."""
    first = len(words)
    while first > 0 and not words[first - 1].stop:
        first -= 1
    return words[first:]


def _without_determiners(words: list[_Word]) -> list[_Word]:
    """Some words without the articles and possessive pronouns they begin with."""
    first = 0
    while first < len(words) and words[first].text.lower() in family("determiner"):
        first += 1
    return words[first:]


def _owns(word: _Word) -> bool:
    """Whether a word is a possessive ("China’s")."""
    return word.text.endswith(("'s", "’s"))


def _belongs(word: _Word, names: Collection[int], opens: bool) -> bool:
    """Whether the word before a title is a part of it: a name, an adjective of a nation, or a small word of roles.

    Args:
        word: The word.
        names: Where names begin.
        opens: Whether it begins a sentence, so that its capital tells nothing.

    Returns:
        Whether it is.
    """
    from reader.analysis import lexicon
    from reader.analysis.gazetteer import gazetteer
    from reader.analysis.vocabulary import is_function

    lower = word.text.lower()
    if lower in family("modifier"):
        return True
    if not word.text or _owns(word) or word.text in lexicon.family("small_words", "calendar"):
        return False
    if word.text in gazetteer().entries or word.start in names:
        return True
    verb = lower in lexicon.words("person_verbs")
    return word.text[0].isupper() and not opens and not verb and not is_function(lower)


def _tells_nothing(word: _Word) -> bool:
    """Whether a title is none of one person's: "Mr.", "Sens."."""
    from reader.analysis import lexicon

    lower = word.text.lower()
    several = (
        word.text in lexicon.family("small_words", "several_titled") or "p" in lexicon.table("roles").get(lower, ())[1:]
    )
    return several or lower.rstrip(".") in family("honorific")


def _may_end_title(word: _Word) -> bool:
    """Whether a title can end with a word."""
    return word.text.lower() in _title_ends() or _is_noun(word)


def _is_title(words: list[_Word]) -> bool:
    """Whether some words are a title, or one of them a role."""
    joined = " ".join(word.text for word in words)
    return joined.lower() in _titles() or (len(words) == 1 and _is_noun(words[0]))


def _is_noun(word: _Word) -> bool:
    """Whether a word is a noun for one person by role."""
    from reader.analysis import lexicon

    nouns, lower = lexicon.table("roles"), word.text.lower()
    row = nouns.get(lower) or nouns.get(lower.rpartition("-")[2])
    return row is not None and "p" not in row[1:]


def _has_verb(words: list[_Word]) -> bool:
    """Whether a phrase holds a verb, so that it is a clause and no role."""
    from reader.analysis import lexicon
    from reader.analysis.grammar import members_of

    verbs = lexicon.words("person_verbs") | members_of("be") | members_of("auxiliary")
    return any(word.text.lower() in verbs for word in words)


@cache
def _titles() -> frozenset[str]:
    """The titles, in lower case."""
    from reader.analysis import lexicon

    return frozenset(title.lower() for title in lexicon.table("titles"))


@cache
def _title_ends() -> frozenset[str]:
    """The words with which titles end, in lower case."""
    return frozenset(title.rpartition(" ")[2] for title in _titles())


@cache
def _links() -> frozenset[str]:
    """The words after which a noun is no longer what a phrase is about."""
    from reader.analysis.grammar import members_of

    return members_of("preposition") | members_of("of") | members_of("to") | members_of("coordinator")


def _is_abbreviation(word: str) -> bool:
    """Whether a word is one that a full stop belongs to ("Sen")."""
    from reader.analysis import lexicon

    return word in lexicon.words("abbreviations") or f"{word}." in lexicon.table("titles")
