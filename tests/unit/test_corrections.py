"""Corrections applied to analyses made by hand."""

import itertools
import pickle
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import corrections
from reader.corrections import Correction, Corrections, applied, apply, describe
from reader.model import Actor, ActorKind, Analysis, Article, Mention, Paragraph, Quote, Span

TEXT = (
    "Yoav Gallant met the IDF. “We will act,” Gallant said, “and soon.” The minister left.\n"
    "“War” was in the air, he added. Israel Defense Forces and Jordan agreed. Michael Jordan said it was over.\n"
    "“War” is what Monday brings. He spoke of “peace”.\n"
)


def article(text: str = TEXT, path: str = "/news/a.txt", title: str = "A title", source: str | None = None) -> Article:
    return Article(path, text, title, "text", (Paragraph(0, len(text)),), len(text.split()), source=source)


def spans(text: str, words: str) -> list[Span]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def actor(name: str, kind: ActorKind, *forms: Span | str, aliases: tuple[str, ...] = (), text: str = TEXT) -> Actor:
    places = [span for form in forms for span in (spans(text, form) if isinstance(form, str) else [form])]
    identity = name.lower().replace(" ", "-")
    return Actor(identity, name, kind, aliases, tuple(Mention(*span) for span in sorted(places)))


def quote(words: str, speaker: str | None = None, number: int = 0, text: str = TEXT, **more: object) -> Quote:
    span = spans(text, words)[number]
    return Quote(span.start, span.end, **{"kind": "direct", "speaker": speaker, **more})  # type: ignore[arg-type]


GALLANT = Span(0, 12)
LATER = spans(TEXT, "Gallant")[1]


def analysis() -> Analysis:
    minister = spans(TEXT, "The minister")[0]
    yoav = actor("Yoav Gallant", "person", GALLANT, LATER, aliases=("Gallant",))
    yoav = yoav._replace(mentions=tuple(sorted((*yoav.mentions, Mention(*minister, role=True)))))
    jordan = spans(TEXT, "Jordan")
    actors = (
        yoav,
        actor("IDF", "organization", "IDF"),
        actor("Israel Defense Forces", "organization", "Israel Defense Forces"),
        actor("Michael Jordan", "person", jordan[0], "Michael Jordan", aliases=("Jordan",)),
        actor("Monday", "person", "Monday"),
    )
    quotes = (
        quote("“We will act,”", "yoav-gallant", source=LATER, utterance=1, rule="tail", confidence="sure"),
        quote("“and soon.”", "yoav-gallant", source=LATER, utterance=1, rule="sentence"),
        quote("“War”", "yoav-gallant", source=spans(TEXT, "he added")[0], antecedents=(LATER,), utterance=2),
        quote("it was over", "michael-jordan", kind="indirect", source=spans(TEXT, "Michael Jordan")[0], utterance=3),
        quote("“War”", "monday", 1, source=spans(TEXT, "Monday")[0], utterance=4),
        quote("“peace”", speech=False, rule="scare"),
    )
    return Analysis(actors, quotes)


def sound(article: Article, found: Analysis) -> None:
    """What holds of every analysis."""
    ids = [actor.id for actor in found.actors]
    assert len(set(ids)) == len(ids)
    assert list(found.actors) == sorted(found.actors, key=lambda actor: actor.mentions[0])
    for one in found.actors:
        assert one.mentions
        assert list(one.mentions) == sorted(set(one.mentions))
        assert all(0 <= mention.start < mention.end <= len(article.text) for mention in one.mentions)
        assert one.name not in one.aliases
        assert len(set(one.aliases)) == len(one.aliases)
    assert all(quote.speaker is None or quote.speaker in ids for quote in found.quotes)
    assert list(found.quotes) == sorted(found.quotes, key=lambda quote: quote.start)
    assert list(found.roles) == sorted(found.roles)


def after(*said: Correction, there: Article | None = None, found: Analysis | None = None) -> Analysis:
    there = there or article()
    numbered = [item._replace(id=f"c-{number:04}") for number, item in enumerate(said)]
    result = apply(there, found or analysis(), Corrections(numbered))
    sound(there, result)
    return result


def by_name(found: Analysis) -> dict[str, Actor]:
    return {actor.name: actor for actor in found.actors}


def speakers(found: Analysis) -> list[str | None]:
    names = {actor.id: actor.name for actor in found.actors}
    return [names[quote.speaker] if quote.speaker else None for quote in found.quotes]


def test_what_does_not_concern_an_article_leaves_the_very_same_analysis() -> None:
    found = analysis()
    elsewhere = article("“We will act,” he said.", "/news/b.txt", "Another")
    for said in (
        [],
        [corrections.rename("Nobody", "X")],
        [corrections.not_speech(elsewhere, Quote(0, 14, "direct"))],
        [corrections.rename("IDF", "X", elsewhere)],
        [corrections.rename("IDF", "IDF"), corrections.kind("idf", "organization")],
    ):
        assert after(*said, found=found) is found


def test_rename_keeps_the_old_name() -> None:
    found = by_name(after(corrections.rename("yoav  gállant", "Y. Gallant")))
    assert found["Y. Gallant"].aliases == ("Yoav Gallant", "Gallant")
    assert found["Y. Gallant"].id == "yoav-gallant"
    back = after(corrections.rename("Yoav Gallant", "Gallant"))
    assert by_name(back)["Gallant"].aliases == ("Yoav Gallant",)


def test_rename_to_an_actor_of_the_same_kind_makes_them_one() -> None:
    found = after(corrections.rename("IDF", "Israel Defense Forces"))
    (united,) = (actor for actor in found.actors if actor.kind == "organization")
    assert (united.name, united.aliases, len(united.mentions)) == ("Israel Defense Forces", ("IDF",), 2)
    assert "Monday" in by_name(after(corrections.rename("IDF", "Monday")))


def test_kind() -> None:
    assert by_name(after(corrections.kind("Monday", "place")))["Monday"].kind == "place"


def test_merge_takes_mentions_aliases_and_quotes_along() -> None:
    found = after(corrections.merge("Monday", "Yoav Gallant"))
    assert by_name(found)["Yoav Gallant"].aliases == ("Gallant", "Monday")
    assert speakers(found)[4] == "Yoav Gallant"
    assert by_name(after(corrections.merge("IDF", "The Army")))["The Army"].aliases == ("IDF",)
    assert after(corrections.merge("IDF", "IDF")) == analysis()


def test_split_takes_what_was_said_under_the_alias() -> None:
    found = after(corrections.split("Michael Jordan", "Jordan"), corrections.kind("Jordan", "place"))
    names = by_name(found)
    assert names["Jordan"].kind == "place"
    assert names["Jordan"].id == "jordan"
    assert [mention.start for mention in names["Jordan"].mentions] == [spans(TEXT, "Jordan")[0].start]
    assert names["Michael Jordan"].aliases == ()
    assert speakers(found)[3] == "Michael Jordan"
    found = after(corrections.split("Yoav Gallant", "Gallant"))
    assert speakers(found)[:3] == ["Gallant", "Gallant", "Gallant"]
    assert len(by_name(found)["Yoav Gallant"].mentions) == 2
    assert after(corrections.split("IDF", "IDF")) == analysis()


def test_splitting_off_the_name_itself_leaves_the_longest_alias() -> None:
    found = by_name(after(corrections.split("Yoav Gallant", "Yoav Gallant")))
    assert found["Gallant"].id == "yoav-gallant"
    assert found["Yoav Gallant"].id == "yoav-gallant-2"


def test_not_actor_leaves_the_words_and_their_source() -> None:
    found = after(corrections.not_actor("Monday"))
    assert "Monday" not in by_name(found)
    assert (found.quotes[4].speaker, found.quotes[4].source) == (None, spans(TEXT, "Monday")[0])
    found = after(corrections.not_actor("Yoav Gallant"))
    assert [mention.role for mention in found.roles] == [True]
    assert speakers(found)[:3] == [None, None, None]


def test_not_actor_of_an_alias_takes_only_its_places() -> None:
    text = "Acme Corp said no. The Firm said yes."
    firm = actor("Acme Corp", "organization", "Acme Corp", "The Firm", aliases=("The Firm",), text=text)
    quotes = (
        Quote(15, 17, "indirect", speaker=firm.id, source=Span(0, 9)),
        Quote(33, 36, "indirect", speaker=firm.id, source=Span(19, 27)),
    )
    found = after(corrections.not_actor("The Firm"), there=article(text), found=Analysis((firm,), quotes))
    assert (found.actors[0].aliases, len(found.actors[0].mentions)) == ((), 1)
    assert speakers(found) == ["Acme Corp", None]


def test_a_family_name_is_no_alias_of_others_in_other_articles() -> None:
    said = (corrections.not_actor("Jordan"), corrections.rename("Jordan", "Air"), corrections.merge("Jordan", "IDF"))
    for one in said:
        assert after(one) == analysis()
    found = by_name(after(corrections.split("Michael Jordan", "Jordan"), corrections.rename("Jordan", "Air")))
    assert found["Air"].aliases == ("Jordan",)


def test_the_speaker_of_every_part() -> None:
    there, found = article(), analysis()
    result = after(corrections.speaker(there, found.quotes[1], "michael jordan"))
    assert speakers(result)[:3] == ["Michael Jordan", "Michael Jordan", "Yoav Gallant"]
    for part in result.quotes[:2]:
        assert (part.rule, part.confidence, part.source) == ("corrected", "sure", None)
    result = after(corrections.speaker(there, found.quotes[0], None))
    assert (result.quotes[0].speaker, result.quotes[0].source, result.quotes[0].rule) == (None, None, "corrected")
    result = after(corrections.speaker(there, found.quotes[2], "IDF"))
    assert result.quotes[2].source == spans(TEXT, "he added")[0]
    assert result.quotes[2].antecedents == ()
    assert after(corrections.speaker(there, found.quotes[5], "Jordan")).quotes[5].speech


def test_a_speaker_that_was_not_found() -> None:
    there, found = article(), analysis()
    result = after(corrections.speaker(there, found.quotes[5], "Bibi"))
    new = by_name(result)["Bibi"]
    assert new.mentions == (Mention(found.quotes[5].start, found.quotes[5].start + 1, role=True),)
    assert speakers(result)[5] == "Bibi"
    new = by_name(after(corrections.speaker(there, found.quotes[2], "He")))["He"]
    assert [TEXT[mention.start : mention.end] for mention in new.mentions] == ["He"]
    new = by_name(after(corrections.speaker(there, found.quotes[2], "Nobody Known")))["Nobody Known"]
    assert new.mentions == (Mention(*spans(TEXT, "he added")[0], role=True),)


def test_not_speech() -> None:
    there, found = article(), analysis()
    result = after(corrections.not_speech(there, found.quotes[4]))
    assert (result.quotes[4].speech, result.quotes[4].speaker, result.quotes[4].rule) == (False, None, "corrected")
    assert result.quotes[2] == found.quotes[2]
    assert len(after(corrections.not_speech(there, found.quotes[3])).quotes) == 5


def test_a_repeated_quote_is_told_by_what_is_around_it() -> None:
    for number in (2, 4):
        result = after(corrections.not_speech(article(), analysis().quotes[number]))
        assert [one.speech for one in result.quotes] == [number != at for at in range(5)] + [False]


EDITS = [
    ("moved", lambda text: "A new first line.\n\n" + text),
    ("around", lambda text: text.replace("Gallant said", "Gallant told us").replace("met the IDF", "met the army")),
    ("marks", lambda text: text.replace("“", '"').replace("”", '"')),
    ("broken", lambda text: text.replace("We will", "We\nwill").replace("was in", "was\n in")),
    ("words", lambda text: text.replace("We will act", "We will act now")),
]


@pytest.mark.parametrize(("edit", "number"), [(edit, number) for edit in EDITS for number in (0, 2, 4)])
def test_quotes_are_found_again_after_small_edits(edit: tuple[str, object], number: int) -> None:
    said = corrections.speaker(article(), analysis().quotes[number], "Jane")
    text = edit[1](TEXT)  # type: ignore[operator]
    words = ["“We will act,”", "“and soon.”", "“War”", "it was over", "“War”", "“peace”"]
    if edit[0] == "marks":
        words = [word.replace("“", '"').replace("”", '"') for word in words]
    elif edit[0] == "broken":
        words[0] = "“We\nwill act,”"
    elif edit[0] == "words":
        words[0] = "“We will act now,”"
    quotes = tuple(quote(word, number=int(at == 4), text=text) for at, word in enumerate(words))
    jane = actor("Jane", "person", Span(0, 1), text=text)
    result = after(said, there=article(text), found=Analysis((jane,), quotes))
    assert [at for at, one in enumerate(result.quotes) if one.speaker] == [number]


def test_a_quote_that_is_gone_or_doubtful_is_left_alone() -> None:
    said = corrections.not_speech(article(), analysis().quotes[2])
    text = "“War” and so on, quite elsewhere, without any of what was there before."
    found = Analysis((), (quote("“War”", text=text),))
    assert after(said, there=article(text), found=found) is found
    said = corrections.not_speech(article(), analysis().quotes[0])
    assert after(said, there=article(text), found=found) is found


def test_an_article_is_known_by_path_or_by_title_and_source() -> None:
    there = article(source="The Daily")
    said = corrections.not_speech(there, analysis().quotes[0])
    for other, same in (
        (article(), True),
        (article(path="/moved/b.txt", source="the daily"), True),
        (article(path="/moved/b.txt", source="Other"), False),
        (article(path="/news/a.txt", title="Changed", source="Other"), True),
        (article(path="-", title="A  Title"), True),
        (article(path="/moved/b.txt", title="Other"), False),
    ):
        assert (after(said, there=other) != analysis()) == same


def test_an_actor_may_be_corrected_in_one_article() -> None:
    said = corrections.rename("IDF", "Army", article())
    assert "Army" in by_name(after(said))
    assert after(said, there=article(path="/b.txt", title="Other")) == analysis()


def test_they_are_applied_in_order_each_to_what_is_left() -> None:
    one, two = corrections.rename("IDF", "Army"), corrections.kind("Army", "group")
    assert by_name(after(one, two))["Army"].kind == "group"
    early = [
        one._replace(id="c-2", created=datetime(2025, 1, 2, tzinfo=UTC)),
        two._replace(id="c-3", created=datetime(2025, 1, 1, tzinfo=UTC)),
        two._replace(id="b-1", created=None, actor="Monday"),
    ]
    said = Corrections(early)
    assert [item.id for item in said.items] == ["c-3", "c-2", "b-1"]
    result, used = applied(article(), analysis(), said)
    assert [item.id for item in used] == ["c-2", "b-1"]
    assert (by_name(result)["Army"].kind, by_name(result)["Monday"].kind) == ("organization", "group")


NAMES = ["Yoav Gallant", "Gallant", "IDF", "Israel Defense Forces", "Jordan", "Michael Jordan", "Monday", "New", "He"]
DEEDS = st.one_of(
    st.builds(corrections.rename, st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.builds(corrections.kind, st.sampled_from(NAMES), st.sampled_from(["person", "place"])),
    st.builds(corrections.merge, st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.builds(corrections.split, st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.builds(corrections.not_actor, st.sampled_from(NAMES)),
    st.builds(
        lambda at, name: corrections.speaker(article(), analysis().quotes[at], name),
        st.integers(0, 5),
        st.sampled_from([*NAMES, None]),
    ),
    st.builds(lambda at: corrections.not_speech(article(), analysis().quotes[at]), st.integers(0, 5)),
)


@given(st.lists(DEEDS, max_size=8))
def test_whatever_is_said_the_analysis_stays_sound(said: list[Correction]) -> None:
    result = after(*said)
    assert result == after(*said)
    assert all(describe(item).isprintable() for item in said)


def test_they_travel_between_processes() -> None:
    said = Corrections([corrections.rename("IDF", "Army")])
    again = pickle.loads(pickle.dumps(said))
    assert again == said
    assert apply(article(), analysis(), again) == apply(article(), analysis(), said)


def test_what_does_not_match_costs_next_to_nothing() -> None:
    def spent(count: int) -> float:
        said = Corrections(
            corrections.rename(f"Name {number}", "X")._replace(id=f"c-{number}") for number in range(count)
        )
        apply(there, found, said)
        started = time.perf_counter()
        for _ in range(20):
            apply(there, found, said)
        return time.perf_counter() - started

    there, found = article(), analysis()
    few = min(spent(10) for _ in range(5))
    assert min(itertools.starmap(spent, [(5000,)] * 3)) < 5 * few + 0.002
