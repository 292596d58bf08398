"""The page that leads to the pages of several articles."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from reader.exporting.frame import count, document, text
from reader.model import Analysis, Article
from reader.page.theme import GLYPHS

NAME = "index.html"
"""What it is called, in the folder of the pages."""

_TOP = 6  # actors of an article that stand beside it


class Entry(NamedTuple):
    """What is said of an article."""

    title: str
    facts: tuple[str, ...]
    """Outlet and byline, where they are known."""
    published: str
    """ISO 8601 date, empty where it is not known."""
    language: str
    words: int
    quotes: int
    notes: int
    actors: tuple[tuple[int, str, str], ...]
    """Those most named: the number that the article's page knows them by, kind and name."""


def entry(article: Article, found: Analysis, notes: int) -> Entry:
    """What the index says of an article.

    Args:
        article: The article.
        found: What was found in it.
        notes: How many annotations it has.

    Returns:
        Its entry.
    """
    order = sorted(enumerate(found.actors), key=lambda item: -len(item[1].mentions))
    return Entry(
        article.title,
        tuple(fact for fact in (article.source, article.byline) if fact),
        article.published or "",
        article.language,
        article.words,
        sum(quote.speech for quote in found.quotes),
        notes,
        tuple((number, actor.kind, actor.name) for number, actor in order[:_TOP]),
    )


def page(title: str, entries: Sequence[tuple[str, Entry]], look: str) -> str:
    """Write the index.

    Args:
        title: What the articles together are called, any text.
        entries: The names of the pages, all in one folder with this one, each with what is said of its article.
        look: The style.

    Returns:
        HTML in which all text is escaped.
    """
    return document(title, "en", "".join(_body(title, entries)), look)


def _body(title: str, entries: Sequence[tuple[str, Entry]]) -> Iterator[str]:
    """What stands on it."""
    dates = sorted(item.published for _, item in entries if item.published)
    facts = [
        count(len(entries), "article"),
        *([_date(dates[0]) if dates[0] == dates[-1] else f"{_date(dates[0])} – {_date(dates[-1])}"] if dates else []),
        count(sum(item.words for _, item in entries), "word"),
        count(sum(item.quotes for _, item in entries), "quote"),
    ]
    yield f'<main class="index">\n<header>\n<h1 dir="auto">{text(title)}</h1>\n'
    yield f'<p class="about">{" · ".join(facts)}</p>\n</header>\n<ol class="articles">\n'
    for name, item in entries:
        yield _item(name, item)
    yield "</ol>\n</main>\n"


def _item(name: str, item: Entry) -> str:
    """An article: its title, what is known about it, who is in it."""
    href = text(quote(name))
    lang = f' lang="{text(item.language)}"' if item.language != "en" else ""
    facts = [_date(item.published)] if item.published else []
    facts += [f"<bdi>{text(fact)}</bdi>" for fact in item.facts]
    facts += [count(item.words, "word"), count(item.quotes, "quote")]
    facts += [count(item.notes, "note")] if item.notes else []
    actors = "".join(
        f'<li><span class="{kind}" aria-hidden="true">{GLYPHS[kind]}</span> '
        f'<a href="{href}#a{number}"><bdi>{text(who)}</bdi></a></li>\n'
        for number, kind, who in item.actors
    )
    return (
        f'<li>\n<h2 dir="auto"{lang}><a href="{href}">{text(item.title)}</a></h2>\n'
        f'<p class="about">{" · ".join(facts)}</p>\n'
        + (f'<ul class="top" aria-label="Most named">\n{actors}</ul>\n' if actors else "")
        + "</li>\n"
    )


def _date(published: str) -> str:
    """A date, told as one to programs."""
    return f'<time datetime="{text(published)}">{text(published)}</time>'
