"""Who an article is about: its actors, their mentions, the descriptions by role."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from reader.analysis import lexicon
from reader.analysis.bodies import link_others
from reader.analysis.clusters import Cluster, Form, Homes, Use, form_of
from reader.analysis.gazetteer import unaccented
from reader.analysis.headings import of_headings
from reader.analysis.judge import Candidate
from reader.analysis.kinds import kinds
from reader.analysis.mentions import evidence, of_prose
from reader.analysis.metonyms import metonyms
from reader.analysis.names import pieces
from reader.analysis.namesakes import link_persons
from reader.analysis.persons import Gender, gender, title_gender
from reader.analysis.roles import Role, roles
from reader.analysis.stream import Stream, read
from reader.analysis.teams import teams
from reader.model import Actor, ActorKind, Article, Mention

_NO_SLUG = re.compile(r"[^a-z0-9]+")


class Profile(NamedTuple):
    """What else the text tells of an actor, for pronouns and descriptions."""

    gender: Gender | None
    """None for all that are no persons, and for persons whose gender nothing tells."""
    number: Literal["singular", "plural"]
    titles: tuple[str, ...]
    """Titles and role nouns right before the name, sorted."""


class Found(NamedTuple):
    """The actors of an article."""

    actors: tuple[Actor, ...]
    """In order of first appearance."""
    roles: tuple[Mention, ...]
    """Descriptions by role that belong to no actor, in text order."""
    profiles: dict[str, Profile]
    """By the id of the actor."""


class _Named(NamedTuple):
    """A mention with its form."""

    candidate: Candidate
    form: Form
    metonym: bool


def find_actors(article: Article) -> Found:
    """Find the actors of an article.

    Args:
        article: The article; its boilerplate is passed over.

    Returns:
        The actors with their mentions, the roles, and a profile for each actor.
    """
    stream = read(article)
    known = evidence(stream)
    prose, waiting = of_prose(stream, pieces(stream), known)
    found = sorted(prose + of_headings(stream, waiting, known, prose))
    named = _named(stream, found)
    uses = _uses(stream, named)
    homes = Homes()
    link_persons(uses, homes)
    link_others(uses, homes)
    mentions: dict[Cluster, list[Mention]] = {}
    for candidate, form, metonym in named:
        start, end = stream.starts[candidate.start], stream.ends[candidate.end - 1]
        home = homes.at(form, candidate.start)
        mentions.setdefault(home, []).append(Mention(start, end, metonym=metonym))
    loose = _add_roles(stream, found, mentions)
    return _found(mentions, loose, article.text)


def _named(stream: Stream, found: list[Candidate]) -> list[_Named]:
    """Each name with its kind, and the seats of government with their countries."""
    decided = kinds(stream, found)
    playing = teams(stream, found, decided)
    governments = metonyms(stream, found)
    named = []
    for candidate in found:
        country = governments.get(candidate.start)
        kind = decided[candidate.text]
        if country is not None and kind == "place" and candidate.start not in playing:
            named.append(_Named(candidate, Form(country.name, "place", country.name), True))
        elif candidate.start in playing:
            named.append(_Named(candidate, Form(candidate.text, "organization"), False))
        else:
            told = (title_gender(_titles(stream, candidate)) or "") if kind == "person" else ""
            named.append(_Named(candidate, form_of(candidate, kind, told), False))
    return named


def _uses(stream: Stream, named: Iterable[_Named]) -> dict[Form, Use]:
    """How the text uses each form, in order of first appearance."""
    uses: dict[Form, Use] = {}
    birth = lexicon.family("small_words", "birth")
    for candidate, form, _ in named:
        before = stream.texts[candidate.start - 1] if candidate.start else ""
        after = stream.texts[candidate.end : candidate.end + 3]
        earlier = stream.texts[candidate.start - 2] if candidate.start > 1 else ""
        born = before.lower() in birth or (before == "former" and earlier == "the")  # "the former Rosalynn Smith"
        use = uses.setdefault(form, Use(set(), [], set(), born))
        use.titles.update(_titles(stream, candidate))
        use.places.append(candidate.start)
        if after[0] == "(" and after[2] == ")" and after[1].isupper():
            use.acronyms.add(after[1])
    return uses


def _titles(stream: Stream, candidate: Candidate) -> Iterable[str]:
    """The titles before a name, a role noun in lower case among them."""
    before = stream.texts[candidate.start - 1] if candidate.start else ""
    if before in lexicon.table("roles"):
        return (*candidate.titles, before)
    return candidate.titles


def _add_roles(stream: Stream, found: list[Candidate], mentions: dict[Cluster, list[Mention]]) -> list[Mention]:
    """Give the roles that one actor alone bears to that actor; return the others."""
    covered = bytearray(len(stream.texts))
    for candidate in found:
        covered[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
    bearers: dict[str, set[Cluster]] = {}
    for home in mentions:
        for title in home.titles:
            bearers.setdefault(title.lower(), set()).add(home)
    loose = []
    for role in roles(stream, covered):
        mention = Mention(stream.starts[role.start], stream.ends[role.end - 1], role=True)
        homes = bearers.get(role.noun, ()) if role.definite and _is_office(role) else ()
        if len(homes) == 1:
            mentions[next(iter(homes))].append(mention)
        else:
            loose.append(mention)
    return loose


def _is_office(role: Role) -> bool:
    """Whether a role is an office that one person holds."""
    row = lexicon.table("titles").get(role.noun.title())
    return row is not None and row[1] == "o"


def _found(mentions: dict[Cluster, list[Mention]], loose: list[Mention], text: str) -> Found:
    """The actors as values, in order of first appearance."""
    used: dict[str, int] = {}
    actors = []
    profiles: dict[str, Profile] = {}
    for home, places in mentions.items():
        places.sort()
        name = _canonical(home)
        forms = {text[mention.start : mention.end]: None for mention in places if not (mention.role or mention.metonym)}
        identity = _identity(name, used)
        kind: ActorKind = home.forms[0].kind
        aliases = tuple(form for form in forms if form != name)
        actors.append(Actor(identity, name, kind, aliases, tuple(places)))
        profiles[identity] = _profile(home, name, kind)
    actors.sort(key=lambda actor: actor.mentions[0])
    return Found(tuple(actors), tuple(loose), profiles)


def _canonical(home: Cluster) -> str:
    """The name the lexicons give, else the longest form."""
    known = [form.known for form in home.forms if form.known]
    if known:
        return known[0]
    return max(home.forms, key=lambda form: (form not in home.former, len(form.text.split()), len(form.text))).text


def _profile(home: Cluster, name: str, kind: ActorKind) -> Profile:
    """What is known of an actor beside its name."""
    titles = tuple(sorted(home.titles))
    if kind == "person":
        return Profile(gender(name, titles), "singular", titles)
    return Profile(None, "plural" if kind == "group" else "singular", titles)


def _identity(name: str, used: dict[str, int]) -> str:
    """A stable id from a name, unique among those used."""
    plain = unaccented(name).encode("ascii", "ignore").decode().lower()
    slug = _NO_SLUG.sub("-", plain.replace("'", "").replace(".", "")).strip("-") or "actor"
    used[slug] = used.get(slug, 0) + 1
    if used[slug] == 1:
        return slug
    return _identity(f"{slug}-{used[slug]}", used)
