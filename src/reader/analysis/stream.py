"""An article's tokens in one sequence, and how far the capitals of each paragraph can be trusted."""

from typing import NamedTuple

from reader.analysis.tokens import tokenize
from reader.model import Article

BREAK = "\n"
"""The token between two paragraphs."""

_ENDS = frozenset('.!?…:“"‘«„*•|' + BREAK)
_BULLETS = frozenset("-–—")
_TERMINAL = frozenset('.!?”"’)…')


class Stream(NamedTuple):
    """The tokens of all paragraphs that analysis reads, with a break after each."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    capitals: list[int]
    """The tokens that begin with a capital."""
    loud: bytearray
    """For each token 1 where its paragraph capitalises most words, 2 where it is all in capitals, else 0."""

    def opens(self, at: int) -> bool:
        """Whether a token begins a sentence, so that its capital tells nothing."""
        if at == 0:
            return True
        before = self.texts[at - 1]
        if before in _BULLETS:
            return at > 1 and self.texts[at - 2] == BREAK
        return before in _ENDS or (before == "'" and self.joined(at))

    def joined(self, at: int) -> bool:
        """Whether a token follows the one before without a space."""
        return at > 0 and self.starts[at] == self.ends[at - 1]


def read(article: Article) -> Stream:
    """Cut an article into tokens, without its boilerplate.

    Args:
        article: The article.

    Returns:
        Its tokens.
    """
    stream = Stream([], [], [], [], bytearray())
    for paragraph in article.paragraphs:
        if paragraph.kind in ("boilerplate", "code"):
            continue
        texts, starts, ends = tokenize(article.text, paragraph.start, paragraph.end)
        if not texts:
            continue
        stream.loud.extend(bytes([_loudness(texts, paragraph.kind == "body")]) * (len(texts) + 1))
        stream.texts.extend(texts)
        stream.texts.append(BREAK)
        stream.starts.extend(starts)
        stream.starts.append(paragraph.end)
        stream.ends.extend(ends)
        stream.ends.append(paragraph.end)
    # Looking a few tokens ahead needs no bounds.
    stream.texts.extend([BREAK] * 4)
    stream.starts.extend([len(article.text)] * 4)
    stream.ends.extend([len(article.text)] * 4)
    stream.loud.extend(bytes(4))
    stream.capitals.extend(index for index, text in enumerate(stream.texts) if text[0].isupper())
    return stream


def _loudness(texts: list[str], body: bool) -> int:
    """How a paragraph capitalises: 0 as prose does, 1 as a title, 2 all in capitals."""
    if len(texts) > 60:
        return 0
    words = [text for text in texts if text[0].isalpha() and len(text) > 3]
    if len(words) > 1 and sum(text.isupper() for text in words) > 0.9 * len(words):
        return 2
    lower = sum(text[0].islower() for text in words)
    if body and texts[-1][-1] in _TERMINAL:
        every = sum(text[0].islower() for text in texts)
        return 1 if len(words) > 4 and every <= len(texts) // 10 else 0
    return 1 if lower <= len(words) // 4 else 0
