"""What finds a passage again: made when it is marked, and made ready when it is looked for."""

import re
from typing import NamedTuple

from reader.annotations.folding import FoldedText, fold
from reader.model import Selector

CONTEXT = 64
"""Characters of context that a selector keeps on each side; fewer anchor worse, more don't anchor better."""
OLD_CONTEXT = 160
"""Characters of context on each side where the old text is at hand."""

_BLANKS = re.compile(r"\s+")


class Needle(NamedTuple):
    """A passage as it is looked for: folded, its contexts read away from it."""

    quote: str
    before: str
    """The context before the passage, backwards, so that it begins at the passage."""
    after: str
    at: int = -1
    """Where it was, in the text it is looked for in; -1 where that is not known."""
    whole_start: bool = True
    """Whether it begins where a word does."""
    whole_end: bool = True
    """Whether it ends where a word does."""
    has_twin: bool = False
    """Whether its words are known to have stood in several places."""


def select(text: str, start: int, end: int) -> Selector:
    """Make the selector of a passage.

    Args:
        text: The article's text.
        start: Where the passage begins, in code points; white space at its ends is left out.
        end: Where it ends.

    Returns:
        The selector.
    """
    start = max(0, start)
    end = max(start, min(len(text), end))
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    # White space is worth one character, so look further than the limit; what is longer than this is no prose.
    before = _BLANKS.sub(" ", text[max(0, start - 2 * CONTEXT) : start])
    after = _BLANKS.sub(" ", text[end : end + 2 * CONTEXT])
    return Selector(
        _BLANKS.sub(" ", text[start:end]),
        _from_word(before, start > 2 * CONTEXT),
        _from_word(after[::-1], end + 2 * CONTEXT < len(text))[::-1],
        start,
        end,
    )


def is_untouched(selector: Selector, text: str) -> bool:
    """Whether a passage and its contexts stand in a text letter by letter where they did."""
    exact, prefix, suffix, start, end = selector
    if not (0 <= start < end <= len(text)) or len(exact) > end - start:
        return False
    before = _BLANKS.sub(" ", text[max(0, start - 2 * len(prefix)) : start])
    after = _BLANKS.sub(" ", text[end : end + 2 * len(suffix)])
    same = before.endswith(prefix) and after.startswith(suffix)
    return same and _BLANKS.sub(" ", text[start:end]) == _BLANKS.sub(" ", exact)


def needle(selector: Selector, text: FoldedText) -> Needle:
    """Make a selector ready to be looked for.

    Args:
        selector: Any selector, also one made by another program or by hand.
        text: Where it is to be looked for.

    Returns:
        What to look for; its quote is empty where there is nothing to go by.
    """
    prefix, exact, suffix = selector.prefix[-4 * CONTEXT :], selector.exact, selector.suffix[: 4 * CONTEXT]
    folded = fold(prefix + exact + suffix)
    start, end = folded.into(len(prefix)), folded.into(len(prefix) + len(exact))
    known = 0 <= selector.start < selector.end
    return _needle(folded.text, start, end, OLD_CONTEXT, text.into(selector.start) if known else -1)


def needle_at(text: FoldedText, start: int, end: int, at: int = -1) -> Needle:
    """Look for what stands at a place in a text, with more context than a selector keeps.

    Args:
        text: A folded text.
        start: Where the passage begins, in the folded text.
        end: Where it ends.
        at: Where it was, in the text it is to be looked for in; -1 where that is not known.

    Returns:
        What to look for.
    """
    return _needle(text.text, start, end, OLD_CONTEXT, at)


def _needle(text: str, start: int, end: int, context: int, at: int) -> Needle:
    """A stretch of folded text as what to look for, white space at its ends left out."""
    while start < end and text[end - 1] == " ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    before, after = text[max(0, start - context) : start], text[end : end + context]
    quote = text[start:end]
    return Needle(quote, before[::-1], after, at, not is_joined(before, quote), not is_joined(quote, after))


def is_joined(left: str, right: str) -> bool:
    """Whether a word goes on from the end of one text into the other."""
    return left[-1:].isalnum() and right[:1].isalnum()


def _from_word(context: str, more: bool) -> str:
    """The last characters of a context, from the beginning of a word, unless the word is longer than all of them."""
    if len(context) <= CONTEXT and not more:
        return context
    kept = context[-CONTEXT:]
    if len(context) > CONTEXT and not is_joined(context[-CONTEXT - 1], kept):
        return kept.lstrip()
    blank = kept.find(" ")
    return kept[blank + 1 :] if 0 <= blank < CONTEXT // 2 else kept
