"""An article folded for anchoring: what an edit may change without changing the passage is gone.

Case, accents, quotation marks, dashes, dots, white space, invisible characters, Markdown and HTML markup, entities.
Three layers, each of which knows the way back to the one before.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from reader import text as plain

_BLOCKS = "p|br|div|li|ul|ol|h[1-6]|blockquote|tr|td|th|section|article|hr"
_INLINES = "a|abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u"
_MARKUP = re.compile(
    rf"""
    ^[ ]{{0,3}}(?:(?:\#{{1,6}}|[*+-])[ ]|>[> ]*+)                   # what a heading, an item or a quotation begins with
  | </?(?:{_BLOCKS}|{_INLINES})(?:\s[^<>\n]{{0,500}}+)?/?(?:>|\Z)    # a tag, also one cut off
  | \]\([^()\n]*+\)                                              # the target of a link
  | !?\[ | \] | [*_]+ | ~~ | \\(?=[^\w\s])                       # what sets off links, emphasis and escapes
  | &(?:\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})\b", re.IGNORECASE)
_LOOSE = re.compile(r"[ ]*+(?:-[- ]*+|\.(?:[ ]?\.)++)|[ ]{2,}|'{2,}")


class Rewritten:
    """A text in which pieces were replaced, with the way back."""

    def __init__(self, source: str, pattern: re.Pattern[str], replace: Callable[[str], str]) -> None:
        """Replace what a pattern matches.

        Args:
            source: Any text.
            pattern: What to replace.
            replace: What to put there.
        """
        parts: list[str] = []
        self._starts: list[int] = []  # of each piece, in the new text
        self._ends: list[int] = []
        self._sources: list[tuple[int, int]] = []
        done = length = 0
        for match in pattern.finditer(source):
            start, end = match.span()
            new = replace(match[0])
            length += start - done
            parts += (source[done:start], new)
            self._starts.append(length)
            length += len(new)
            self._ends.append(length)
            self._sources.append((start, end))
            done = end
        parts.append(source[done:])
        self.text = "".join(parts)

    def start(self, offset: int) -> int:
        """The offset in the source at which the character at an offset begins."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset
        start, end = self._sources[at]
        return start if offset < self._ends[at] else end + offset - self._ends[at]

    def stop(self, offset: int) -> int:
        """The offset in the source at which the character before an offset ends."""
        at = bisect_right(self._starts, offset - 1) - 1
        if at < 0:
            return offset
        end = self._sources[at][1]
        return end if offset <= self._ends[at] else end + offset - self._ends[at]


class FoldedText:
    """A text folded for anchoring; made once and used for all annotations of an article."""

    def __init__(self, text: str) -> None:
        """Fold a text.

        Args:
            text: An article's text, or a part of one.
        """
        self.source = text
        """The text itself."""
        self._bare = Rewritten(text, _MARKUP, _without_markup)
        self._even = plain.fold(self._bare.text)
        self._tight = Rewritten(self._even.text.replace('"', "'"), _LOOSE, _tightened)
        self.text = self._tight.text
        """The folded text."""

    def start(self, offset: int) -> int:
        """Where the folded character at an offset begins in the text."""
        return self._bare.start(self._even.origin(self._tight.start(offset)))

    def stop(self, offset: int) -> int:
        """Where the folded character before an offset ends in the text, its accents included."""
        if offset <= 0:
            return 0
        inner = self._tight.stop(offset)
        end, limit = self._even.origin(inner - 1) + 1, self._even.origin(inner)
        while end < limit and unicodedata.combining(self._bare.text[end]):
            end += 1
        return self._bare.stop(end)

    def into(self, offset: int) -> int:
        """The folded offset of the first character that begins at or after an offset of the text."""
        return bisect_left(range(len(self.text)), offset, key=self.start)


def fold(text: str) -> FoldedText:
    """Fold a text for anchoring.

    Args:
        text: An article's text.

    Returns:
        The folded view, to be kept as long as annotations of this text are anchored.
    """
    return FoldedText(text)


def _without_markup(piece: str) -> str:
    """What stays of a piece of markup."""
    if piece[0] == "&":
        import html

        return html.unescape(piece)
    return " " if piece[0] == "<" and _BLOCK_TAG.match(piece) else ""


def _tightened(piece: str) -> str:
    """One dash, ellipsis, blank or quotation mark for several."""
    if "-" in piece:
        return "-"
    return "…" if "." in piece else piece[0]
