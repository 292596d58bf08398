"""Markdown: plain text of its paragraphs, with headings, items, quotations, code and emphasis set apart."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader import text
from reader.articles import frontmatter, metadata
from reader.articles.draft import Builder, Draft, Run, safe_target
from reader.model import Emphasis, ParagraphKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LIMIT = 2 * 1024 * 1024
"""Characters that are read as Markdown."""

_LINES = 50_000
_BARS = 100_000  # which part the cells of tables
_INLINE = 50_000  # characters of one paragraph in which emphasis is looked for
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_PICTURE = re.compile(r"!\[[^\]\n]{0,2000}\]\([^()\n]{0,2000}\)")
_EMPHASES: dict[str, Emphasis] = {"em": "emphasis", "strong": "strong", "link": "link"}


def is_too_much(decoded: str) -> bool:
    """Whether a text takes too long to be read as Markdown: it is too long, or has too many lines or cells."""
    return len(decoded) > LIMIT or decoded.count("\n") > _LINES or decoded.count("|") > _BARS


def read(decoded: str) -> Draft:
    """Read Markdown with or without front matter.

    Args:
        decoded: The text of the file.

    Returns:
        The draft.
    """
    pairs, body = frontmatter.split(decoded.replace("\r\n", "\n").replace("\r", "\n"))
    known = metadata.from_pairs(pairs)
    env: dict[str, object] = {}
    tokens = _parser().parse(body, env)
    printed = _printed_title(tokens, known.title)
    reading = _Reading(env, printed)
    if known.title and printed is None:
        reading.builder.add([Run(known.title)], "title", 1)
    for token in tokens:
        reading.take(token)
    title = text.squeeze(text.printable(reading.title)) or None
    return reading.builder.draft(known, title)


@functools.cache
def _parser() -> "MarkdownIt":
    """The parser of blocks; what is within each is parsed when it is taken."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def _printed_title(tokens: "Sequence[Token]", known: str | None) -> int | None:
    """Which token is the heading that prints the title: the first of all, or one that says what front matter says."""
    for at, token in enumerate(tokens[:40]):
        if token.type == "heading_open":
            says = _normal(_ESCAPE.sub(r"\1", tokens[at + 1].content))
            if says == _normal(known or "") or (known is None and token.tag in ("h1", "h2")):
                return at
            if known is None:
                return None
    return None


def _normal(title: str) -> str:
    """A title as it is compared."""
    return text.fold(text.squeeze(title.strip(" #*_"))).text


class _Reading:
    """Goes through the blocks, knowing in which lists and quotations it is."""

    def __init__(self, env: dict[str, object], printed: int | None) -> None:
        """Begin.

        Args:
            env: What the parser of blocks found out about links.
            printed: Which token opens the heading that is the title.
        """
        self.builder = Builder()
        self.title = ""
        self._env = env
        self._printed = printed
        self._at = -1
        self._heading = 0
        self._is_title = False
        self._quotations = 0
        self._lists = 0
        self._marker = ""
        self._cells: list[Run] | None = None

    def take(self, token: "Token") -> None:
        """Take the next token of the parser of blocks."""
        self._at += 1
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1:])
                self._is_title = self._at == self._printed
            case "heading_close":
                self._heading = 0
            case "list_item_open":
                self._marker = f"{token.info}{token.markup} " if token.info else "• "
            case "tr_open":
                self._cells = []
            case "tr_close":
                self.builder.add(self._cells or [])
                self._cells = None
            case "inline":
                self._paragraph(token.content)
            case "fence" | "code_block":
                self.builder.add([Run(token.content)], "code")
            case "html_block":
                self._html(token.content)
            case _:
                self._quotations += token.nesting * (token.tag == "blockquote")
                self._lists += token.nesting * (token.tag in ("ul", "ol"))

    def _paragraph(self, content: str) -> None:
        """Add a paragraph, or a cell to its row."""
        runs = list(self._runs(content))
        if self._cells is not None:
            self._cells += [*([Run(" | ")] if self._cells else []), *runs]
            return
        if self._heading:
            kind: ParagraphKind = "title" if self._is_title else "heading"
            if self._is_title:
                self.title = "".join(run.text for run in runs)
            self.builder.add(runs, kind, self._heading)
        elif self._marker:
            self.builder.add([Run(self._marker), *runs], "item", self._lists)
            self._marker = ""
        elif _PICTURE.fullmatch(content):
            self.builder.add(runs, "boilerplate")
        else:
            self.builder.add(runs, "quotation" if self._quotations else "body")

    def _runs(self, content: str) -> Iterator[Run]:
        """The text of a paragraph with its emphasis."""
        if len(content) > _INLINE:
            yield Run(content)
            return
        parser = _parser()
        children: list[Token] = []
        parser.inline.parse(content, parser, self._env, children)
        within: list[tuple[Emphasis, str]] = []
        for child in children:
            name = child.type.partition("_")[0]
            if child.nesting == 1 and name in _EMPHASES:
                within.append((_EMPHASES[name], safe_target(str(child.attrs.get("href", "")))))
            elif child.nesting == -1 and name in _EMPHASES and within:
                within.pop()
            elif child.type == "code_inline":
                yield Run(child.content, (*within, ("code", "")))
            elif child.type in ("softbreak", "hardbreak"):
                yield Run(" " if child.type == "softbreak" else "\n", tuple(within))
            elif child.type != "html_inline":
                yield Run(child.content, tuple(within))

    def _html(self, content: str) -> None:
        """Add what a block of HTML says between its tags."""
        if not content.lower().startswith(("<script", "<style", "<!--")):
            self.builder.add([Run(_TAG.sub("", content))])
