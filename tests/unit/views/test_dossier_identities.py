"""Which actors of different articles are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import ActorKind, Span
from reader.views.digests import Digest, Named
from reader.views.identities import Gathering, gather
from reader.views.persons import agree
from reader.views.roles import Role

FIRST = st.sampled_from(["", "Joe", "Joseph", "Jill", "Dan", "Daniel", "Danielle", "Al"])
LAST = st.sampled_from(["Biden", "Roe", "Zelensky", "Zelenskyy"])
NAMES = st.builds(lambda first, last: f"{first} {last}".strip(), FIRST, LAST)


def named(name: str, role: str = "", honorific: str = "", kind: ActorKind = "person") -> Named:
    roles = (Role(0, len(role), role),) if role else ()
    return Named(name, name, kind, (), (Span(0, 1),), (0,), roles, (honorific,) if honorific else ())


def articles(*actors: list[Named]) -> Gathering:
    numbered = enumerate(actors)
    return gather(Digest(str(at), "", None, None, 1, tuple(group), (), ()) for at, group in numbered)


def groups(*actors: list[Named]) -> list[set[str]]:
    """The names that are held to be one, each as article:name."""
    found = articles(*actors)
    return [{f"{at}:{one.name}" for at, one in identity.members} for identity in found.identities]


def together(*actors: Named) -> bool:
    """Whether actors of articles of their own are all one."""
    return len(groups(*([actor] for actor in actors))) == 1


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Joe Biden", "Joe Biden", True),
        ("Tony Blinken", "Antony J. Blinken", True),
        ("Lloyd Austin", "Lloyd J. Austin III", True),
        ("Felipe Calderón", "Felipe Calderon", True),
        ("Joe Biden", "Jill Biden", False),
        ("J. Biden", "Joe Biden", False),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("George W. Bush", "George H.W. Bush", False),
        ("Joe Biden", "Biden", True),
        ("Joe Biden", "Joe", False),
        ("John Hansen", "John Hanson", False),
    ],
)
def test_two_persons(left: str, right: str, expected: bool) -> None:
    assert together(named(left), named(right)) is expected


def test_a_spelling_of_a_surname_joins_where_a_role_agrees() -> None:
    roles = ("Hamas political leader", "Hamas leader")
    assert together(named("Ismail Haniyeh", roles[0]), named("Ismail Heniyye", roles[1]))
    assert not together(named("Ismail Haniyeh", roles[0]), named("Ismail Heniyye", "footballer"))
    assert not together(named("Ismail Haniyeh"), named("Ismail Heniyye"))


def test_a_bare_surname_never_joins_one_of_two() -> None:
    people = ([named("Joe Biden")], [named("Jill Biden")], [named("Biden")])
    assert {"2:Biden"} in groups(*people)


def test_a_bare_surname_joins_the_one_whose_role_it_comes_with() -> None:
    people = ([named("Joe Biden", "President")], [named("Jill Biden", "first lady")])
    assert {"0:Joe Biden", "2:Biden"} in groups(*people, [named("Biden", "president")])
    assert {"1:Jill Biden", "2:Biden"} in groups(*people, [named("Biden", "First Lady")])
    assert {"2:Biden"} in groups(*people, [named("Biden", "Senator")])


def test_a_bare_surname_with_another_role_joins_nobody() -> None:
    assert not together(named("John Brennan", "CIA director"), named("Brennan", "Justice"))


def test_a_bare_surname_with_another_gender_joins_nobody() -> None:
    assert not together(named("Joseph Biden"), named("Biden", honorific="Mrs."))
    assert together(named("Joseph Biden"), named("Biden", honorific="Mr."))


def test_a_bare_surname_beside_the_full_name_is_somebody_else() -> None:
    """The analysis of that article has kept the two apart."""
    assert {"0:Biden"} in groups([named("Joe Biden"), named("Biden")], [named("Joe Biden")])


def test_two_names_that_a_short_one_fits_stay_apart_from_it() -> None:
    found = groups([named("George W. Bush")], [named("George H.W. Bush")], [named("George Bush")])
    assert len(found) == 3


def test_single_names_are_one_where_nobody_bears_them_as_a_surname() -> None:
    assert together(named("Francis"), named("Francis"))
    assert len(groups([named("Francis"), named("Francis")], [named("Francis")])) == 3


def test_other_actors_are_one_by_name_and_kind() -> None:
    assert together(named("U.S. Navy", kind="organization"), named("US Navy", kind="organization"))
    assert not together(named("Jordan", kind="place"), named("Jordan"))
    assert not together(named("Hamas", kind="group"), named("Hamas", kind="organization"))


def test_the_name_that_most_articles_use() -> None:
    found = articles([named("Tony Blinken")], [named("Antony J. Blinken")], [named("Tony Blinken")])
    assert [(one.name, one.aliases, one.id) for one in found.identities] == [
        ("Tony Blinken", ("Antony J. Blinken",), "tony-blinken")
    ]


def test_ids_tell_namesakes_apart() -> None:
    found = articles([named("Doe"), named("Jane Doe"), named("John Doe")], [named("Doe")])
    assert sorted(one.id for one in found.identities) == ["doe", "doe-2", "jane-doe", "john-doe"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("president", "president", True),
        ("us-president", "president", True),
        ("hamas-political-leader", "hamas-leader", True),
        ("vice-president", "president", False),
        ("prime-minister", "foreign-minister", False),
        ("deputy-director", "director", False),
    ],
)
def test_roles_that_agree(left: str, right: str, expected: bool) -> None:
    assert agree(left, right) is agree(right, left) is expected


@given(st.lists(st.lists(NAMES, max_size=4, unique=True), max_size=6))
def test_every_actor_is_somebody_once(names: list[list[str]]) -> None:
    found = articles(*([named(name) for name in group] for group in names))
    members = [(at, one.name) for identity in found.identities for at, one in identity.members]
    assert sorted(members) == sorted((at, name) for at, group in enumerate(names) for name in group)
    assert len({identity.id for identity in found.identities}) == len(found.identities)
    for at, group in enumerate(names):
        for name in group:
            identity = found.who(at, name)
            assert identity is not None
            assert (at, name) in [(article, one.name) for article, one in identity.members]


@given(st.lists(st.lists(NAMES, max_size=4, unique=True), max_size=6), st.randoms())
def test_the_order_of_articles_makes_no_difference(names: list[list[str]], random: object) -> None:
    order = list(range(len(names)))
    random.shuffle(order)  # type: ignore[attr-defined]
    dates = [f"2024-01-{at:02}" for at in range(1, len(names) + 1)]

    def linked(some: list[int]) -> set[frozenset[tuple[str, str]]]:
        texts = (Digest(dates[at], "", dates[at], None, 1, tuple(map(named, names[at])), (), ()) for at in some)
        found = gather(texts)
        return {
            frozenset((found.digests[at].path, one.name) for at, one in identity.members)
            for identity in found.identities
        }

    assert linked(order) == linked(sorted(order))
