"""The links of a part of an article, as far as they lead into the web."""

import re
from typing import NamedTuple

from reader.model import Article, Span
from reader.text import squeeze

LONGEST = 2_000
"""Characters of an address that can be opened."""

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»|\\^`{}]{3,2000}", re.IGNORECASE)
_AFTER = ".,;:!?'’)]*_"  # signs at the end of an address in running text that belong to the text


class Link(NamedTuple):
    """Something to open."""

    words: str
    """What the text says there; empty for the address of the article itself."""
    address: str


def links_of(article: Article, span: Span) -> tuple[Link, ...]:
    """The links in a passage, each once.

    Args:
        article: The article.
        span: The passage.

    Returns:
        Those of the source format and those printed in the text, in text order; then the address of the article
        itself, if that is known.
    """
    found = [
        (mark.start, Link(squeeze(article.text[mark.start : mark.end]), mark.target))
        for mark in article.marks
        if mark.kind == "link" and mark.start < span.end and mark.end > span.start
    ]
    for match in _ADDRESS.finditer(article.text, span.start, span.end):
        address = _without_end(match[0])
        found.append((match.start(), Link(address, address)))
    links = [link for _, link in sorted(found)]
    if article.url:
        links.append(Link("", article.url))
    unique: dict[str, Link] = {}
    for link in links:
        if is_safe(link.address):
            unique.setdefault(link.address, link)
    return tuple(unique.values())


def _without_end(address: str) -> str:
    """An address in running text without the signs that follow it; a bracket that it opens is its own."""
    while address and address[-1] in _AFTER:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def is_safe(address: str) -> bool:
    """Whether an address can be given to a browser: of the web, with a host, nothing in it but signs one can see."""
    from urllib.parse import urlsplit

    if len(address) > LONGEST or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def host_of(address: str) -> str:
    """The host that an address leads to, in letters that can't be mistaken for others (RFC 3492)."""
    from urllib.parse import urlsplit

    host = urlsplit(address).hostname or ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")
