"""Quotation marks of all kinds, balanced and not."""

import pytest

from reader.analysis.scanner import scan

from .quoting import article


def strings(text: str, kinds: dict[int, str] | None = None) -> list[str]:
    return [text[found.start : found.end] for found in scan(text, article(text, kinds).paragraphs)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said, "We go."', ['"We go."']),
        ("He said, “We go.”", ["“We go.”"]),
        ("Sie sagte: „Wir gehen.“ Dann ging sie.", ["„Wir gehen.“"]),
        ("Il dit : « Nous partons. » Puis rien.", ["« Nous partons. »"]),
        ("Er sagte: »Wir gehen.« Dann nichts.", ["»Wir gehen.«"]),
        ("He said, ``We go.'' Then he left.", ["``We go.''"]),
        ("He said, ''We go.'' Then he left.", ["''We go.''"]),
        ("He said, ‘‘We go.’’ Then he left.", ["‘‘We go.’’"]),
    ],
)
def test_every_kind_of_mark(text: str, found: list[str]) -> None:
    assert strings(text) == found


def test_direction_by_surroundings_not_by_glyph() -> None:
    assert strings("”We stay here,“ he said. He left.") == ["”We stay here,“"]
    assert strings("he said“We go.” Then") == ["“We go.”"]


def test_a_mark_where_a_paragraph_begins_or_ends_has_its_direction_from_there() -> None:
    assert strings("” … the train has left,” he said. “Go. ”") == ["” … the train has left,”", "“Go. ”"]


def test_a_single_mark_joined_to_a_double_one_belongs_to_it() -> None:
    assert strings("''They say, 'No,''' said Ann. ''So.''") == ["''They say, 'No,'''", "''So.''"]


def test_the_end_of_markup_is_no_mark() -> None:
    assert strings('<tweet author="a">I love it</tweet> He said, "We go."') == ['"We go."']


def test_nested_strings_come_out_as_one() -> None:
    assert strings("“He said “no” to me,” she said.") == ["“He said “no” to me,”"]
    assert strings('"He said "no" to me," she said.') == ['"He said "no" to me,"']
    assert strings("“He said ‘no’ to me,” she said.") == ["“He said ‘no’ to me,”"]


def test_inches_are_no_marks() -> None:
    assert strings("""He is 5'11" tall and said, "I am tall." """) == ['"I am tall."']


def test_apostrophes_are_no_marks() -> None:
    assert strings("The workers' rights aren't the bosses' business, 'til now.") == []
    assert strings("It's the '90s. Don't say 'em.") == []


def test_markup_values_are_no_marks() -> None:
    assert strings('<a href="http://example.org">A link</a>') == []


def test_british_marks() -> None:
    text = "'We can't go,' said Ann. 'The workers' bus is late.' He called it ‘odd’."
    assert strings(text) == ["'We can't go,'", "'The workers' bus is late.'", "‘odd’"]
    nested = "‘He said “no” to me,’ she said."
    assert strings(nested) == ["‘He said “no” to me,’"]


def test_single_marks_do_not_count_where_double_ones_do() -> None:
    assert strings("“We go,” he said. It was 'odd', they say. “Yes.” “No.”") == ["“We go,”", "“Yes.”", "“No.”"]


def test_headline_in_single_marks() -> None:
    text = "Trump: 'We will win'\n“We will,” he said."
    assert strings(text, {0: "title"}) == ["'We will win'", "“We will,”"]


def test_open_paragraphs_are_reopened() -> None:
    text = "“One.\n“Two.\n“Three,” he said."
    found = scan(text, article(text).paragraphs)
    assert [text[f.start : f.end] for f in found] == ["“One.", "“Two.", "“Three,”"]
    assert [f.continues for f in found] == [False, True, True]
    assert [f.closed for f in found] == [False, False, True]


def test_a_mark_never_closed_costs_no_other_string() -> None:
    text = "“We tried. It failed. He said “yes” and “no” then.\nShe said, “Fine.”"
    assert strings(text) == ["“We tried. It failed.", "“yes”", "“no”", "“Fine.”"]
    assert strings("“We never stop\nShe said, “Fine.”") == ["“We never stop", "“Fine.”"]


def test_boilerplate_is_passed_over() -> None:
    assert strings("“One.”\n“Two.”", {1: "boilerplate"}) == ["“One.”"]


@pytest.mark.parametrize("text", ["", " ", '"', "“", "”", "''", "'", "“”", '""""', "«»", "\n\n", "“\n”\n“"])
def test_nothing_raises(text: str) -> None:
    strings(text)
