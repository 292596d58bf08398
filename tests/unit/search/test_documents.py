"""What of an article can be found."""

from tests.unit.search.library import FIRST, first

from reader.model import Analysis, Article, Paragraph
from reader.search.documents import documents, note


def test_all_kinds() -> None:
    found = documents(*first())
    assert [document.kind for document in found] == ["title", "actor", "actor", "quote", "passage", "passage"]
    assert all(FIRST[document.start : document.end] == document.text for document in found)


def test_an_utterance_is_one_quote_with_its_speaker() -> None:
    quote = documents(*first())[3]
    assert quote.text == "“The corridor is their oxygen,” Benjamin Netanyahu said, “and it stays shut.”"
    assert (quote.name, quote.more) == ("Benjamin Netanyahu", "benjamin netanyahu")


def test_a_long_utterance_is_several() -> None:
    article, analysis = first()
    quote = analysis.quotes[0]
    far = quote._replace(start=quote.start + 5000, end=quote.end + 5000)
    quotes = [d for d in documents(article, analysis._replace(quotes=[quote, far])) if d.kind == "quote"]
    assert [d.start for d in quotes] == [quote.start, far.start]


def test_an_actor_has_all_names() -> None:
    actor = documents(*first())[1]
    assert (actor.text, actor.name, actor.more, actor.weight) == (
        *("Benjamin Netanyahu", "Benjamin Netanyahu", "Benjamin Netanyahu Netanyahu", 2),
    )


def test_a_long_paragraph_is_several_passages_without_gaps() -> None:
    text = "One sentence of some length goes here. " * 100 + "x" * 3000
    article = Article("a", text, "One", "derived", (Paragraph(0, len(text)),), 1)
    passages = [d for d in documents(article, Analysis((), [])) if d.kind == "passage"]
    assert "".join(passage.text for passage in passages) == text
    assert max(len(passage.text) for passage in passages) <= 1000
    assert passages[0].text.endswith("here. ")


def test_titles_that_the_text_does_not_print() -> None:
    article = first()[0]._replace(paragraphs=(), title="Elsewhere", title_origin="metadata")
    title = documents(article, Analysis((), []))[0]
    assert (title.start, title.end, title.text) == (0, 0, "Elsewhere")
    derived = documents(article._replace(title="“The corridor is…", title_origin="derived"), Analysis((), []))[0]
    assert FIRST[derived.start : derived.end] == derived.text == "“The corridor is"


def test_a_note() -> None:
    found = note(first()[0], 0, 5, "look again", ["check", "later"])
    assert (found.text, found.name, found.more, found.tags) == (
        *("Talks", "look again", "look again check later", ("check", "later")),
    )
