"""New corrections, from what the user points at."""

from reader.corrections.values import ArticleSelector, Correction, Deed, QuoteSelector, whole_path
from reader.model import ActorKind, Article, Quote
from reader.text import printable, squeeze
from reader.tomlfile import new_id, now

_CONTEXT = 48  # characters kept before and after a quote


def rename(actor: str, name: str, article: Article | None = None) -> Correction:
    """An actor is called otherwise; the old name stays as an alias, and an actor of the new name becomes one with it.

    Args:
        actor: A name the actor goes by.
        name: What it is called.
        article: The only article this holds in; None for all.

    Returns:
        The correction.
    """
    return _of_actor("rename", actor, name, article)


def kind(actor: str, kind: ActorKind, article: Article | None = None) -> Correction:
    """An actor is of another kind.

    Args:
        actor: A name the actor goes by.
        kind: What it is.
        article: The only article this holds in; None for all.

    Returns:
        The correction.
    """
    return _of_actor("kind", actor, kind, article)


def merge(actor: str, into: str, article: Article | None = None) -> Correction:
    """Two actors are one.

    Args:
        actor: A name that the one goes by.
        into: The name of the other, which both go by from now on.
        article: The only article this holds in; None for all.

    Returns:
        The correction.
    """
    return _of_actor("merge", actor, into, article)


def split(actor: str, alias: str, article: Article | None = None) -> Correction:
    """An alias means somebody else.

    Args:
        actor: A name the actor goes by.
        alias: The form that is an actor of its own.
        article: The only article this holds in; None for all.

    Returns:
        The correction.
    """
    return _of_actor("split", actor, alias, article)


def not_actor(name: str, article: Article | None = None) -> Correction:
    """A name names nobody; of an actor that has others, only the places with this one go.

    Args:
        name: The name.
        article: The only article this holds in; None for all.

    Returns:
        The correction.
    """
    return _of_actor("not-actor", name, "", article)


def speaker(article: Article, quote: Quote, name: str | None) -> Correction:
    """A quote, with all parts of its utterance, is said by somebody.

    Args:
        article: The quote's article.
        quote: The quote.
        name: Who says it; None for nobody who is named.

    Returns:
        The correction.
    """
    return _of_quote("speaker", article, quote, name or "")


def not_speech(article: Article, quote: Quote) -> Correction:
    """A quote is nothing that anybody said.

    Args:
        article: The quote's article.
        quote: The quote.

    Returns:
        The correction.
    """
    return _of_quote("not-speech", article, quote, "")


def _of_actor(deed: Deed, actor: str, to: str, article: Article | None) -> Correction:
    where = _selector(article) if article is not None else None
    return Correction(new_id("c"), now(), deed, _name(actor), _name(to), None, where)


def _of_quote(deed: Deed, article: Article, quote: Quote, to: str) -> Correction:
    text = article.text
    selector = QuoteSelector(
        printable(squeeze(text[quote.start : quote.end])),
        printable(squeeze(text[max(0, quote.start - _CONTEXT) : quote.start])),
        printable(squeeze(text[quote.end : quote.end + _CONTEXT])),
        quote.start,
    )
    return Correction(new_id("c"), now(), deed, "", _name(to), selector, _selector(article))


def _selector(article: Article) -> ArticleSelector:
    return ArticleSelector(whole_path(article.path), printable(article.title), printable(article.source or ""))


def _name(name: str) -> str:
    return squeeze(printable(name))
