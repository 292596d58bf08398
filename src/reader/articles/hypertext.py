"""HTML that holds nothing but an article: chapters of books, entries of feeds.

Unlike a saved page it has no surroundings to leave out. It is read tag by tag, in time that grows with its length
alone, whatever is wrong with it: a tag that is never closed costs nothing but its effect.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader import text
from reader.articles.draft import Builder, Run, safe_target
from reader.model import Emphasis, ParagraphKind

MOST = 400_000
"""Tags of one article."""

# No part of a tag goes past the next "<", so that all attempts together look at each character a few times only.
_TAG = re.compile(r"""<(/?)([A-Za-z][\w:.-]{0,40})((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_HREF = re.compile(r"""\bhref\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:[xX][0-9A-Fa-f]{7,}+|[0-9]{8,}+);?")  # no character has so high a number
_BLANK = re.compile(r"\s+")
_DASHES = "<!--"
_CDATA = "<![CDATA["
_OUT = frozenset({"script", "style", "head", "title", "template", "svg", "math", "iframe", "object", "nav", "form"})
_EMPHASES: dict[str, Emphasis] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite"), "emphasis"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
}
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "table", "tr", "hr"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "body", "html", "address", "center", "details"}
    | {"summary", "caption", "h1", "h2", "h3", "h4", "h5", "h6"}
)


class Tag(NamedTuple):
    """A tag, or the text up to the next one."""

    name: str
    """In small letters; empty for text."""
    closes: bool
    rest: str
    """The attributes, or the text as it is written."""


def tags(content: str) -> Iterator[Tag]:
    """Cut HTML into tags and text.

    Args:
        content: Any text.

    Yields:
        What it holds, in order, comments left out.
    """
    at = 0
    while at < len(content):
        found = _OPENING.search(content, at)
        start = found.start() if found else len(content)
        if start > at:
            yield Tag("", False, content[at:start])
            at = start
            continue
        if content.startswith(_DASHES, at):
            at = _after(content, "-->", at)
        elif content.startswith(_CDATA, at):
            end = _after(content, "]]>", at)
            yield Tag("", False, content[at + len(_CDATA) : end - 3].replace("&", "&amp;"))
            at = end
        elif content.startswith(("<!", "<?"), at):
            at = _after(content, ">", at)
        elif match := _TAG.match(content, at):
            yield Tag(match[2].lower(), bool(match[1]), match[3])
            at = match.end()
        else:
            yield Tag("", False, "<")
            at += 1


def _after(content: str, sign: str, at: int) -> int:
    """Where what begins at an offset is over: behind a sign, or at the end."""
    end = content.find(sign, at)
    return len(content) if end < 0 else end + len(sign)


def plain(content: str) -> str:
    """The text of HTML on one line, for titles and names."""
    return text.squeeze(_unescaped("".join(tag.rest if not tag.name else " " for tag in tags(content[:20_000]))))


class Reading:
    """Adds the paragraphs of HTML to an article, one piece of HTML after the other."""

    def __init__(self, builder: Builder) -> None:
        """Begin.

        Args:
            builder: What the paragraphs go to.
        """
        self._builder = builder
        self._tags = 0
        self._clear()

    def _clear(self) -> None:
        """Forget what is open: each piece of HTML begins anew."""
        self._runs: list[Run] = []
        self._within: list[tuple[str, Emphasis, str]] = []
        self._out = ""
        self._kind: ParagraphKind = "body"
        self._level = 0
        self._quotations = 0
        self._pre = False
        self._lists: list[int] = []
        self._marker = ""

    def take(self, content: str, raise_by: int = 0) -> None:
        """Add what a piece of HTML holds.

        Args:
            content: The HTML.
            raise_by: How much deeper its headings lie than they say.

        Raises:
            ValueError: There are more tags than may be.
        """
        self._clear()
        for tag in tags(content):
            self._tags += 1
            if self._tags > MOST:
                raise ValueError(f"holds more than the limit of {MOST:,} tags")
            if self._out:
                self._out = "" if tag.closes and tag.name == self._out else self._out
            elif not tag.name:
                self._say(tag.rest)
            elif tag.name in _OUT:
                self._out = "" if tag.closes or tag.rest.endswith("/") else tag.name
            elif tag.name in _BLOCKS:
                self._block(tag, raise_by)
            else:
                self._inline(tag)
        self._flush()

    def _say(self, written: str) -> None:
        """Take up text."""
        said = _unescaped(written)
        emphases = tuple((kind, target) for _, kind, target in self._within)
        self._runs.append(Run(said if self._pre else _BLANK.sub(" ", said), emphases))

    def _inline(self, tag: Tag) -> None:
        """Take up a tag within a paragraph."""
        if tag.name == "br":
            self._runs.append(Run("\n"))
        elif tag.name in ("td", "th") and not tag.closes and self._runs:
            self._runs.append(Run(" | "))
        elif tag.name == "a" or tag.name in _EMPHASES:
            if tag.closes:
                last = next((n for n in range(len(self._within) - 1, -1, -1) if self._within[n][0] == tag.name), None)
                if last is not None:
                    del self._within[last]
            elif not tag.rest.endswith("/") and len(self._within) < 8:
                target = _HREF.search(tag.rest) if tag.name == "a" else None
                address = safe_target(_unescaped(next(filter(None, target.groups()), ""))) if target else ""
                if tag.name != "a" or address:
                    self._within.append((tag.name, _EMPHASES.get(tag.name, "link"), address))

    def _block(self, tag: Tag, raise_by: int) -> None:
        """Take up a tag that ends one paragraph and begins another."""
        self._flush()
        opens = not tag.closes
        match tag.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._kind, self._level = ("heading", min(6, int(tag.name[1]) + raise_by)) if opens else ("body", 0)
            case "blockquote":
                self._quotations = max(0, self._quotations + (1 if opens else -1))
            case "pre":
                self._pre = opens
            case "ul" | "ol":
                if opens:
                    self._lists.append(0 if tag.name == "ol" else -1)
                elif self._lists:
                    self._lists.pop()
            case "li" if opens:
                number = self._lists[-1] + 1 if self._lists else 0
                if number > 0:
                    self._lists[-1] = number
                self._marker = f"{number}. " if number > 0 else "• "
            case "li":
                self._marker = ""

    def _flush(self) -> None:
        """Add the paragraph that has been taken up."""
        runs, self._runs = self._runs, []
        if not any(run.text.strip() for run in runs):
            return
        if self._pre:
            self._builder.add(runs, "code")
        elif self._kind == "heading":
            self._builder.add(runs, "heading", self._level)
        elif self._marker:
            self._builder.add([Run(self._marker), *_joined(runs)], "item", max(1, min(6, len(self._lists))))
            self._marker = ""
        else:
            self._builder.add(_joined(runs), "quotation" if self._quotations else "body")


def _joined(runs: list[Run]) -> list[Run]:
    """Runs without the white space that would lie double at their ends."""
    joined: list[Run] = []
    blank = True
    for run in runs:
        said = run.text.lstrip(" ") if blank and run.text != "\n" else run.text
        if said == "\n" and joined:
            joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip(" "))
        if said:
            joined.append(run._replace(text=said))
            blank = said.endswith((" ", "\n"))
    return joined


def _unescaped(written: str) -> str:
    """Text with its references put in."""
    return html.unescape(_REFERENCE.sub(text.REPLACEMENT, written)) if "&" in written else written
