"""Who a sentence says speaks: the patterns around each quoted string of one sentence.

The frames (quote-verb-source, source-verb-quote, …) are those of O'Keefe et al. (2012); a quotation that ends in a
comma looks to its right first, one behind a colon, a comma or *that* to its left.
"""

import re

from reader.analysis import leading, trailing
from reader.analysis.cues import cues
from reader.analysis.phrases import first_phrase
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, pauses, source_of
from reader.analysis.subjects import governing

_WORDS = frozenset("NnDOtPSpBAxvgq#")  # what a clause goes on from
_INNER = re.compile(r"\W{1,3}[^\W\d_A-Z]")


def attribute(text: str, sentence: Sentence, at: int) -> Attribution | None:
    """Find who a sentence says speaks a quoted string.

    Args:
        text: The article's text.
        sentence: The sentence.
        at: The token that is the string.

    Returns:
        The attribution, or None where the sentence does not say.
    """
    found = _find(text, sentence, at)
    if found is not None and found.shape == "direct" and _is_woven_in(text, sentence, at, found):
        return found._replace(shape="mixed")
    return found


def _is_woven_in(text: str, sentence: Sentence, at: int, found: Attribution) -> bool:
    """Whether a string is only part of a clause: in lower case, behind words of the clause ("said it was “no use”")."""
    before = sentence.tags[at - 1] if at else ""
    if not before or before not in _WORDS or not _INNER.match(text, sentence.starts[at]):
        return False
    if found.cue is None or found.cue.start > sentence.starts[at]:
        return True
    cue = cues().get(found.cue.of(text).lower())
    told = cue is not None and cue.stance == "told" and before in "NnS"  # "told Ann “no way”"
    return found.cue.end < sentence.ends[at - 1] and not told


def _find(text: str, sentence: Sentence, at: int) -> Attribution | None:
    """The attribution by the first frame that fits."""
    tags = sentence.tags
    before = tags[at - 1] if at else ""
    left = leading.find(sentence, at)
    spoken = left is not None and left.cue is not None  # a colon alone yields to "…,” he said"
    if left is not None and (
        (spoken and left.rule in ("colon", "lead") and before in (":", ",", "T", "V", "G", "b"))
        or (left.rule == "weak" and before == "w")
    ):
        return _answered(text, sentence, at, before) or left
    right = trailing.find(text, sentence, at)
    if right is not None and (pauses(text, sentence, at) or left is None):
        return right
    return left or right


def _answered(text: str, sentence: Sentence, at: int, before: str) -> Attribution | None:
    """What follows a string behind a colon, where it names the speaker for sure ("Ann warned us: “Go,” she said")."""
    if before != ":" or not pauses(text, sentence, at):
        return None
    right = trailing.find(text, sentence, at)
    return right if right is not None and right.confidence == "sure" else None


def by_subject(sentence: Sentence, at: int) -> Attribution | None:
    """The last resort within a sentence: the string belongs to whom the sentence, or the verb before it, is about."""
    phrase = first_phrase(sentence.tags)
    if phrase is None or phrase.last >= at or sentence.tags[phrase.head] not in "NS":
        phrase = governing(sentence.tags, at) or phrase
    if phrase is None or phrase.last >= at:
        return None
    return Attribution(source_of(sentence, phrase), None, "subject", "guess", "mixed")
