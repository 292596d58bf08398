"""Who a sentence says speaks: the patterns around each quoted string of one sentence.

The frames (quote-verb-source, source-verb-quote, …) are those of O'Keefe et al. (2012); a quotation that ends in a
comma looks to its right first, one behind a colon, a comma or *that* to its left.
"""

from reader.analysis import leading, trailing
from reader.analysis.phrases import first_phrase
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, pauses, source_of


def attribute(text: str, sentence: Sentence, at: int) -> Attribution | None:
    """Find who a sentence says speaks a quoted string.

    Args:
        text: The article's text.
        sentence: The sentence.
        at: The token that is the string.

    Returns:
        The attribution, or None where the sentence does not say.
    """
    tags = sentence.tags
    before = tags[at - 1] if at else ""
    left = leading.find(sentence, at)
    spoken = left is not None and left.cue is not None  # a colon alone yields to "…,” he said"
    if left is not None and (
        (spoken and left.rule in ("colon", "lead") and before in (":", ",", "T", "V", "G", "b"))
        or (left.rule == "weak" and before == "w")
    ):
        return left
    right = trailing.find(text, sentence, at)
    if right is not None and (pauses(text, sentence, at) or left is None):
        return right
    return left or right


def by_subject(sentence: Sentence, at: int) -> Attribution | None:
    """The last resort within a sentence: the string belongs to whom the sentence is about."""
    phrase = first_phrase(sentence.tags)
    if phrase is None or phrase.last >= at or sentence.tags[phrase.head] not in "NS":
        return None
    return Attribution(source_of(sentence, phrase), None, "subject", "guess", "mixed")
