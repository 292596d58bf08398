"""Which quoted strings are speech, and which are titles, nicknames and words set apart."""

import re

from reader.analysis import lexicon
from reader.analysis.cues import cues
from reader.analysis.grammar import members_of
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, pauses

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_BEFORE_TITLE = frozenset("PpDNnOtCvw,-:(d#gx")
_AFTER_TITLE = frozenset("NnpBxv")
_NAMES_TITLE = frozenset("pPDOtN")
_LONGEST_TITLE = 12
SHORT = 5  # unattributed strings of fewer words are no speech
_FEW = 4  # strings of fewer words, beside a verb that handles words and does not say them, are no speech
_BEFORE = frozenset(("lead", "fragment", "weak"))
_STRONG = frozenset(("tail", "inverted", "according", "lead", "colon", "dash"))


def words_in(inner: str) -> list[str]:
    """The words of a string."""
    return _WORD.findall(inner)


def no_speech(text: str, sentence: Sentence, at: int, inner: str, found: Attribution | None) -> str | None:
    """Judge whether a string is something other than speech.

    Args:
        text: The article's text.
        sentence: The sentence that holds the string.
        at: The token that is the string.
        inner: The string without its marks.
        found: Who the sentence says speaks it, if anyone.

    Returns:
        The name of the rule that says it is none, or None where it is speech.
    """
    words = words_in(inner)
    tags = sentence.tags
    if not words:
        return "scare"
    before = tags[at - 1] if at else ""
    after = tags[at + 1] if at + 1 < len(tags) else ""
    if before == "N" and after == "N" and len(words) <= 3 and words[0][0].isupper():
        return "nickname"
    titled = len(words) <= _LONGEST_TITLE and _is_title(words)
    if is_voiced(sentence, at):
        return None
    unsaid = titled or found is None or found.rule not in _BEFORE
    if (titled and before in _NAMES_TITLE) or (unsaid and _has_author(sentence, at)):
        return "title"
    if titled and len(words) > 1 and before in tuple("VGb") and _is_told(sentence.words[at - 1]):
        return "title"  # 'told "Fox and Friends" that …'
    if found is not None and found.rule in _STRONG and (found.rule != "lead" or before not in "DpNnO"):
        return None
    if titled and (before in _BEFORE_TITLE or after in _AFTER_TITLE):
        return "title"
    if found is None and titled and at == 0 and len(tags) > 1:
        return "title"
    if found is not None and found.rule == "weak" and len(words) < _FEW and _is_handled(text, found):
        return "scare"
    if found is None and len(words) < SHORT and not is_whole(text, sentence, at):
        return "scare"
    return None


def _is_told(word: str) -> bool:
    """Whether a cue needs somebody who is told."""
    cue = cues().get(word.lower())
    return cue is not None and cue.stance == "told"


def is_voiced(sentence: Sentence, at: int) -> bool:
    """Whether a noun of speech introduces the string ("chants of “Go home!”", "the slogan “Go home!”")."""
    noun = at - 2 if at > 1 and sentence.tags[at - 1] in "OPt" else at - 1
    return noun >= 0 and sentence.words[noun].lower() in members_of("voiced")


def _is_handled(text: str, found: Attribution) -> bool:
    """Whether the cue only does something with the words ("gave an “apology”")."""
    cue = cues().get(found.cue.of(text).lower()) if found.cue is not None else None
    return cue is not None and cue.lemma in members_of("handling")


def _has_author(sentence: Sentence, at: int) -> bool:
    """Whether a name behind "by" says who wrote what is quoted."""
    after = at + 1
    if sentence.tags[after : after + 1] == ",":
        after += 1
    return sentence.tags[after + 1 : after + 2] == "N" and sentence.words[after].lower() in members_of("agent")


def _is_title(words: list[str]) -> bool:
    """Whether the words are capitalised as in a title."""
    small = lexicon.words("title_words")
    big = [word for word in words if word.lower() not in small]
    if not big or (not words[0][0].isupper() and not words[0][0].isdigit()):
        return False
    return all(word[0].isupper() or word[0].isdigit() for word in big) and (len(words) > 1 or words[0] != "I")


def is_whole(text: str, sentence: Sentence, at: int) -> bool:
    """Whether a string stands as a sentence of its own."""
    rest = sentence.tags[:at] + sentence.tags[at + 1 :]
    return not rest.strip("Q.,C-R*)(Gd") or (at == 0 and pauses(text, sentence, at))
