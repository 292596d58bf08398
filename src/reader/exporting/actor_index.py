"""The actors of an article as an index: by kind, the most named first, with the ways to where they are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.exporting.frame import count, text
from reader.model import Actor
from reader.page.theme import GLYPHS

Places = Mapping[int, Sequence[tuple[int, str]]]
"""By the number of an actor: paragraphs, and in each the id of the first place that counts, in text order."""

_HEADINGS = {"person": "Persons", "organization": "Organizations", "place": "Places", "group": "Groups"}


class Where(NamedTuple):
    """Where the actors of an article are."""

    named: Places
    quoted: Places


def section(actors: Sequence[Actor], where: Where) -> Iterator[str]:
    """Write the index.

    Args:
        actors: The actors, in the order that gives them their numbers.
        where: The places to lead to.

    Yields:
        HTML in parts, nothing where there are no actors.
    """
    if not actors:
        return
    yield '<section class="actors" aria-labelledby="actors">\n<h2 id="actors">Who is in it</h2>\n'
    for kind, heading in _HEADINGS.items():
        chosen = [number for number, actor in enumerate(actors) if actor.kind == kind]
        if chosen:
            glyph = f'<span class="{kind}" aria-hidden="true">{GLYPHS[kind]}</span>'
            yield f"<h3>{glyph} {heading}</h3>\n<ul>\n"
            for number in sorted(chosen, key=lambda number: -len(actors[number].mentions)):
                yield _entry(number, actors[number], where)
            yield "</ul>\n"
    yield "</section>\n"


def _entry(number: int, actor: Actor, where: Where) -> str:
    """An actor with what else it is called, and where it is."""
    aliases = f' <span class="aliases">{text(", ".join(actor.aliases))}</span>' if actor.aliases else ""
    who = f'<p class="who"><bdi class="{actor.kind}">{text(actor.name)}</bdi>{aliases}</p>'
    named = _places(count(len(actor.mentions), "mention"), where.named.get(number, ()))
    quotes = where.quoted.get(number, ())
    quoted = _places("quoted", quotes) if quotes else ""
    return f'<li id="a{number}">{who}<p class="places">{named}{quoted}</p></li>\n'


def _places(words: str, places: Sequence[tuple[int, str]]) -> str:
    """What there is, and the paragraphs it is in."""
    links = " ".join(f'<a href="#{id_}" aria-label="paragraph {row}">{row}</a>' for row, id_ in places)
    return f'<span>{words} <span class="sign" aria-hidden="true">¶</span> {links}</span> '
