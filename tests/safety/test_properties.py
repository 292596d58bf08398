"""What holds for any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import analyze
from reader.annotations.anchoring import anchor
from reader.annotations.folding import fold
from reader.annotations.selectors import select
from reader.articles import ArticleError, Format, read
from reader.model import Analysis, Article
from reader.text import clean
from tests.safety.hostile import ALL, acting

WORDS = (
    *(
        "Jane Doe",
        "Acme Corp.",
        "President",
        "Ms.",
        "he",
        "they",
        "said",
        "told",
        "according to",
        "that",
        "“",
        "”",
        '"',
    ),
    *(
        "'",
        "’s",
        ",",
        ".",
        "?",
        ":",
        "—",
        "(",
        ")",
        "\n\n",
        "\n",
        "of",
        "the",
        "in London",
        "Dr.",
        "U.S.",
        "1,000",
        "•",
    ),
)
NEWS = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
TEXTS = NEWS | st.text(max_size=300) | st.lists(st.sampled_from([*ALL.values(), *WORDS]), max_size=20).map(" ".join)
FORMS: tuple[Format, ...] = ("plain", "markdown", "html", "feed")


def spans(found: Analysis) -> list[tuple[int, int]]:
    """Every span of an analysis."""
    mentions = [mention for actor in found.actors for mention in actor.mentions]
    return [
        *((mention.start, mention.end) for mention in mentions),
        *((quote.start, quote.end) for quote in found.quotes),
        *((quote.cue.start, quote.cue.end) for quote in found.quotes if quote.cue),
        *((quote.source.start, quote.source.end) for quote in found.quotes if quote.source),
    ]


def made(text: str, form: Format = "plain") -> Article:
    return read(text.encode("utf-8", "surrogatepass"), form=form)


@settings(max_examples=150, deadline=None)
@given(TEXTS.filter(lambda text: "\0" not in text))
def test_analysis_never_raises_stays_in_bounds_and_is_the_same_twice(text: str) -> None:
    article = made(text)
    found = analyze(article)
    assert all(0 <= start < end <= len(article.text) for start, end in spans(found))
    assert analyze(article) == found


@settings(max_examples=150, deadline=None)
@given(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=300))
def test_any_bytes_are_an_article_or_have_a_reason(data: bytes) -> None:
    for form in FORMS:
        try:
            article = read(data, form=form)
        except ArticleError as fault:
            assert str(fault).isprintable()
            continue
        but = "\n\u200b\u2060\ufeff"  # invisible letters are part of the text, and kept from the screen by its layout
        assert not acting(article.text, but)
        ends = 0
        for part in article.paragraphs:
            assert ends <= part.start <= part.end <= len(article.text)
            ends = part.end
        for known in (article.title, article.byline, article.source, article.published, article.url):
            assert not acting(known or "", but)


@settings(deadline=None)
@given(TEXTS.map(clean), st.data())
def test_a_passage_of_an_unchanged_text_is_found_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    selector = select(text, start, end)
    if not selector.exact.strip():
        return
    found = anchor(selector, fold(text))
    if found.is_placed:
        assert (found.start, found.end) == (selector.start, selector.end)
    else:
        assert text.count(selector.exact) > 1 or not any(map(str.isalnum, selector.exact))
