"""RSS and Atom: a feed as one article with an entry below each heading, or each entry as an article of its own."""

import html
from typing import NamedTuple
from xml.etree.ElementTree import Element

from reader import text
from reader.articles import hypertext, metadata, xmltree
from reader.articles.draft import Builder, Draft, Run, safe_target
from reader.articles.metadata import Metadata
from reader.articles.xmltree import attribute, child, content, name

MOST = 2_000
"""Entries of one feed."""

_NAMESPACES = ("http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/", "http://purl.org/dc/elements/1.1/")
_ENCODED = "http://purl.org/rss/1.0/modules/content/}encoded"


class Entry(NamedTuple):
    """One entry of a feed."""

    known: Metadata
    content: str
    """Its text, in HTML."""


class Feed(NamedTuple):
    """A feed with its entries, as it has them in order."""

    known: Metadata
    entries: tuple[Entry, ...]


def parse(data: bytes) -> Feed:
    """Take a feed apart.

    Args:
        data: The bytes of the file.

    Returns:
        The feed.

    Raises:
        ValueError: It is none, or has no entries.
    """
    root = xmltree.parse(data)
    if name(root) not in ("rss", "feed", "RDF"):
        raise ValueError("is XML, but no feed")
    channel = child(root, "channel") if name(root) != "feed" else root
    if channel is None:
        raise ValueError("is a feed without a channel")
    within = root if name(root) == "RDF" else channel
    entries = [element for element in within if name(element) in ("item", "entry")][:MOST]
    language = attribute(root, "lang") or _first(channel, "language")
    title = hypertext.plain(_first(channel, "title"))
    known = metadata.from_pairs(
        [("title", title), ("source", title), ("url", _link(channel)), ("language", language)],
    )
    if not entries:
        raise ValueError("is a feed without entries")
    return Feed(known, tuple(_entry(element, known) for element in entries))


def read(data: bytes) -> Draft:
    """Read a feed as one article.

    Args:
        data: The bytes of the file.

    Returns:
        The draft: the feed's title, then each entry below its heading, which links to it.

    Raises:
        ValueError: It is no feed, or has no entries.
    """
    feed = parse(data)
    builder = Builder()
    if feed.known.title:
        builder.add([Run(feed.known.title)], "title", 1)
    reading = hypertext.Reading(builder)
    for entry in feed.entries:
        target = safe_target(entry.known.url or "")
        heading = entry.known.title or entry.known.published or "Untitled"
        builder.add([Run(heading, (("link", target),) if target else ())], "heading", 2)
        builder.add([Run(" · ".join(filter(None, (entry.known.byline, entry.known.published))))], "kicker")
        reading.take(entry.content, raise_by=2)
    return builder.draft(feed.known, None)


def entries(data: bytes) -> list[Draft]:
    """Read each entry of a feed as an article.

    Args:
        data: The bytes of the file.

    Returns:
        The drafts, in the feed's order; one without any text still has its title.

    Raises:
        ValueError: It is no feed, or has no entries.
    """
    drafts = []
    for entry in parse(data).entries:
        builder = Builder()
        if entry.known.title:
            builder.add([Run(entry.known.title)], "title", 1)
        hypertext.Reading(builder).take(entry.content, raise_by=1)
        drafts.append(builder.draft(entry.known, None))
    return drafts


def _entry(element: Element, feed: Metadata) -> Entry:
    """Take an entry apart."""
    authors = [part for part in element if name(part) in ("author", "creator") and _is_plain(part)]
    people = (text.squeeze(content(child(author, "name")) or content(author)) for author in authors[:20])
    date = next(filter(None, (_first(element, key) for key in ("pubDate", "published", "date", "updated"))), "")
    pairs = [
        ("title", hypertext.plain(_title(element))),
        ("author", ", ".join(filter(None, people))),
        ("date", date),
        ("url", _link(element)),
        ("source", feed.source or ""),
        ("language", attribute(element, "lang") or feed.language or ""),
    ]
    return Entry(metadata.from_pairs(pairs), text.clean(_body(element)))


def _is_plain(element: Element) -> bool:
    """Whether an element is of the feed itself, rather than of an extension that calls something else the same."""
    namespace, _, _ = element.tag.rpartition("}")
    return not namespace or namespace in _NAMESPACES


def _part(element: Element, key: str) -> Element | None:
    """The first part of an entry or channel that is called so."""
    return next((part for part in element if name(part) == key and _is_plain(part)), None)


def _first(element: Element, key: str) -> str:
    """What the first part that is called so says."""
    return content(_part(element, key)).strip()


def _title(element: Element) -> str:
    """The title of an entry, as HTML."""
    part = _part(element, "title")
    return _as_html(part) if part is not None else ""


def _body(element: Element) -> str:
    """The fullest text that an entry gives, as HTML."""
    encoded = next((part for part in element if part.tag == _ENCODED), None)
    if encoded is not None:
        return content(encoded)
    parts = (_part(element, key) for key in ("content", "description", "summary"))
    part = next((part for part in parts if part is not None), None)
    return _as_html(part) if part is not None else ""


def _as_html(part: Element) -> str:
    """The text of a part as HTML: markup of its own, HTML written as text, or, where Atom says so, plain text."""
    if len(part):
        return "".join(_markup(inner) for inner in part)
    said = content(part)
    is_text = part.tag.startswith(_NAMESPACES[0]) and attribute(part, "type") in ("", "text", "text/plain")
    return html.escape(said) if is_text else said


def _markup(element: Element) -> str:
    """An element as HTML, with what follows it; of attributes only where a link goes."""
    called = name(element)
    target = f' href="{html.escape(attribute(element, "href"))}"' if called == "a" else ""
    inner = html.escape(element.text or "") + "".join(map(_markup, element))
    return f"<{called}{target}>{inner}</{called}>{html.escape(element.tail or '')}"


def _link(element: Element) -> str:
    """The address of an entry or a feed."""
    for part in element:
        if name(part) == "link" and _is_plain(part):
            if attribute(part, "rel") in ("", "alternate") and attribute(part, "href"):
                return attribute(part, "href").strip()
            if content(part).strip():
                return content(part).strip()
    identifier = _first(element, "guid") or _first(element, "id")
    return identifier if identifier.startswith(("http://", "https://")) else ""
