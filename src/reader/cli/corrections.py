"""``reader corrections``: list, make, take back what the user has said of actors and quotes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from reader.cli import output
from reader.cli.output import UsageError
from reader.model import ActorKind

if TYPE_CHECKING:
    import argparse

    from reader.corrections import Correction, Corrections
    from reader.corrections.store import Step, Store
    from reader.model import Analysis, Article, Quote, Span

_OF_ACTORS = {
    "rename": ("call an actor otherwise", "NEW", "what it is called"),
    "kind": ("say what kind of actor one is", "KIND", ", ".join(get_args(ActorKind))),
    "merge": ("make two actors one", "INTO", "the name both go by"),
    "split": ("make an alias an actor of its own", "ALIAS", "the form to split off"),
    "not-actor": ("say that a name names nobody", "", ""),
}
_ACTS = {
    "check": "say what is wrong with the file, and take in what could not be saved earlier",
    "undo": "take back what was done last",
    "redo": "do again what was taken back last",
}


def declare(command: "argparse.ArgumentParser") -> None:
    """Give the command its arguments.

    Args:
        command: The command's own parser.
    """
    import argparse

    _add_options(command, None)
    acts = command.add_subparsers(dest="act", metavar="ACT", title="what to do; without one, list them")
    added = []
    for name, (says, target, means) in _OF_ACTORS.items():
        act = acts.add_parser(name, help=says)
        act.add_argument("name", metavar="NAME", help="a name the actor goes by")
        if target:
            act.add_argument("to", metavar=target, help=means)
        act.add_argument("--in", dest="article", metavar="FILE", help="hold in this article only")
        added.append(act)
    for name, says in (("speaker", "say who says a quote"), ("not-speech", "say that a quote is none")):
        act = acts.add_parser(name, help=says)
        act.add_argument("place", metavar="FILE@START-END", help="the quote: an article and a span of code points")
        if name == "speaker":
            act.add_argument("to", metavar="NAME", help="who says it; - is nobody who is named")
        added.append(act)
    for name, says in _ACTS.items():
        added.append(acts.add_parser(name, help=says))
    remove = acts.add_parser("remove", help="take one back, whenever it was made")
    remove.add_argument("id", metavar="ID", help="its id, as the list shows it")
    for act in (*added, remove):
        _add_options(act, argparse.SUPPRESS)


def _add_options(command: "argparse.ArgumentParser", default: str | None) -> None:
    """Let a command name the file and print for programs."""
    command.add_argument("--corrections-file", metavar="F", default=default, help="the file they are kept in")
    command.add_argument(
        "--json",
        dest="form",
        action="store_const",
        const="json",
        default=default or "plain",
        help="print one JSON value",
    )


def run(chosen: "argparse.Namespace") -> int:
    """Do what the user asks.

    Args:
        chosen: The arguments.

    Returns:
        0, or 1 where it could not be done or something is wrong with the file.

    Raises:
        UsageError: What is named is not there.
    """
    from reader.corrections.store import Store
    from reader.tomlfile import SaveError

    store = Store(chosen.corrections_file)
    try:
        return _act(store, chosen)
    except SaveError as fault:
        output.error(str(fault))
        return 1


def _act(store: "Store", chosen: "argparse.Namespace") -> int:
    """Do it.

    Raises:
        UsageError: What is named is not there.
        SaveError: The file can't be saved.
    """
    json = chosen.form == "json"
    match chosen.act:
        case None:
            return _list(store.load(), json)
        case "check":
            return _check(store, json)
        case "undo" | "redo":
            return _tell(store.undo() if chosen.act == "undo" else store.redo(), chosen.act, json)
        case "remove":
            gone = store.load().find(chosen.id)
            store.remove(chosen.id)
            _print([gone] if gone else [], json)
            return 0
        case _:
            made = _made(store, chosen)
            store.add(made)
            _print([made], json)
            return 0


def _list(found: "Corrections", json: bool) -> int:
    """Print all, and what is wrong."""
    for fault in found.faults:
        output.error(str(fault))
    if not json and not found.items and not found.faults:
        output.line("There are no corrections.")
    _print(found.items, json, whole=True)
    return 1 if found.faults else 0


def _check(store: "Store", json: bool) -> int:
    """Say what is wrong, and take in what waits.

    Raises:
        SaveError: What waits can't be taken in.
    """
    found = store.load()
    waiting = len(store.waiting())
    if waiting:
        found = store.settle()
    for fault in found.faults:
        output.error(str(fault))
    if json:
        output.write(_encoded({"corrections": len(found), "faults": len(found.faults), "taken_in": waiting}))
    else:
        came = f", {waiting} of them saved only now" if waiting else ""
        output.line(f"{store.path}: {len(found)} {'correction' if len(found) == 1 else 'corrections'}{came}")
    return 1 if found.faults else 0


def _tell(step: "Step | None", act: str, json: bool) -> int:
    """Print what undoing or redoing has done."""
    if json:
        parts = {"removed": step.removed, "restored": step.restored} if step else {"removed": (), "restored": ()}
        output.write(_encoded({key: [_form(item) for item in items] for key, items in parts.items()}))
        return 0
    if step is None:
        output.line(f"There is nothing to {act}.")
        return 0
    from reader.corrections import describe

    for word, items in (("taken back", step.removed), ("back again", step.restored)):
        for item in items:
            output.line(f"{word}: {describe(item)}")
    return 0


def _print(items: "Sequence[Correction]", json: bool, whole: bool = False) -> None:
    """Print corrections: a row each, or as JSON a list, or an object where it is about one alone."""
    if json:
        forms = [_form(item) for item in items]
        output.write(_encoded(forms if whole else forms[0] if forms else None))
        return
    from reader.corrections import describe

    widest = max((len(item.id) for item in items), default=0)
    for item in items:
        day = f"{item.created:%Y-%m-%d}" if item.created else " " * 10
        output.line(f"{item.id:{widest}}  {day}  {describe(item)}")


def _form(item: "Correction") -> dict[str, object]:
    """A correction as JSON knows it; keys may be added here, never renamed."""
    from reader.corrections import describe

    return {
        "id": item.id,
        "created": item.created.isoformat().replace("+00:00", "Z") if item.created else None,
        "deed": item.deed,
        "actor": item.actor or None,
        "to": item.to or None,
        "quote": item.quote._asdict() if item.quote else None,
        "article": item.article._asdict() if item.article else None,
        "says": describe(item),
    }


def _encoded(value: object) -> str:
    """A value as JSON."""
    import json

    return json.dumps(value)


def _made(store: "Store", chosen: "argparse.Namespace") -> "Correction":
    """The correction that the user has written.

    Raises:
        UsageError: It makes no sense, or what it is about is not there.
    """
    from reader import corrections

    if chosen.act in ("speaker", "not-speech"):
        article, quote = _quote(store, chosen.place)
        if chosen.act == "not-speech":
            return corrections.not_speech(article, quote)
        return corrections.speaker(article, quote, None if chosen.to == "-" else _named(chosen.to))
    name = _named(chosen.name)
    where = _load(chosen.article) if chosen.article else None
    match chosen.act:
        case "rename":
            return corrections.rename(name, _named(chosen.to), where)
        case "merge":
            return corrections.merge(name, _named(chosen.to), where)
        case "split":
            return corrections.split(name, _named(chosen.to), where)
        case "not-actor":
            return corrections.not_actor(name, where)
        case _:
            kind: ActorKind | None = next((kind for kind in get_args(ActorKind) if kind == chosen.to), None)
            if kind is None:
                raise UsageError(f"{chosen.to}: there is no such kind ({', '.join(get_args(ActorKind))})")
            return corrections.kind(name, kind, where)


def _named(name: str) -> str:
    """A name that is one.

    Raises:
        UsageError: It is empty.
    """
    from reader.text import printable, squeeze

    if not squeeze(printable(name)):
        raise UsageError("a name can't be empty")
    return name


def _load(path: str) -> "Article":
    """The article of a path.

    Raises:
        UsageError: It can't be read.
    """
    from reader import articles

    try:
        return articles.load(path)
    except articles.ArticleError as fault:
        raise UsageError(str(fault)) from fault


def _quote(store: "Store", place: str) -> "tuple[Article, Quote]":
    """The quote that a place means: of those the span touches, the one it has most in common with.

    Raises:
        UsageError: There is none.
    """
    from reader import analysis, corrections, library

    at = library.place(place)
    if at.span is None:
        raise UsageError(f"{place}: needs a place such as FILE@1184-1234")
    article = _load(at.path)
    found: Analysis = corrections.apply(article, analysis.analyze(article), store.load())
    span: Span = at.span
    best = max(found.quotes, key=lambda quote: _common(quote, span), default=None)
    if best is None or _common(best, span) <= 0:
        raise UsageError(f"{place}: there is no quote here (see reader analyze)")
    return article, best


def _common(quote: "Quote", span: "Span") -> float:
    """How much a quote and a span have in common, measured by both together."""
    both = min(quote.end, span.end) - max(quote.start, span.start)
    return both / (max(quote.end, span.end) - min(quote.start, span.start) or 1)
