"""Whom pronouns stand for."""

from .quoting import quotes

PEOPLE = {"trump": "male Donald Trump|Trump", "clinton": "female Hillary Clinton|Clinton", "cruz": "male Ted Cruz|Cruz"}


def speakers(text: str, **more: str) -> list[str | None]:
    return [q.speaker for q in quotes(text, None, **PEOPLE, **more) if q.speech and q.kind != "indirect"]


def test_gender_agrees() -> None:
    text = "Donald Trump met Hillary Clinton in Ohio. “We lost,” she said. “We won,” he said."
    assert speakers(text) == ["clinton", "trump"]


def test_the_antecedent_is_kept() -> None:
    text = "Donald Trump spoke in Ohio. “We won,” he said."
    (quote,) = quotes(text, None, **PEOPLE)
    assert quote.source is not None
    assert quote.source.of(text) == "he"
    assert [span.of(text) for span in quote.antecedents] == ["Donald Trump"]


def test_the_subject_wins_over_a_newer_object() -> None:
    assert speakers("Donald Trump attacked Ted Cruz on Monday. “We won,” he said.") == ["trump"]


def test_the_last_speaker_goes_on() -> None:
    text = "“We won,” Donald Trump said. Ted Cruz's plan was dead.\n“It is over,” he said."
    assert speakers(text) == ["trump", "trump"]


def test_a_name_inside_the_quote_is_not_its_speaker() -> None:
    assert speakers("Donald Trump spoke. “Ted Cruz is a liar,” he said.") == ["trump"]


def test_who_is_named_in_the_quote_hardly_speaks_it() -> None:
    text = "Ted Cruz met Donald Trump in Ohio. Ted Cruz left. “Cruz says what people want to hear,” he said."
    assert speakers(text) == ["trump"]


def test_a_description_competes() -> None:
    text = "Donald Trump was in Ohio last week.\n“We lost,” a senior official said. “It is over,” he said."
    assert speakers(text) == [None, None]


def test_who_asked_does_not_answer() -> None:
    text = "Ted Cruz asked Donald Trump on Monday if the wall would be built.\n“We will build it,” he said."
    assert speakers(text) == ["trump"]


def test_who_is_named_in_the_clause_is_not_its_speaker() -> None:
    text = "Donald Trump spoke on Monday. Ted Cruz was chosen because of the “impact” that he had, he said."
    assert speakers(text) == ["trump"]


def test_persons_of_unknown_gender() -> None:
    text = "Xi Wen spoke in Ohio. “We won,” he said. “We lost,” he said."
    assert speakers(text, wen="unknown Xi Wen") == ["wen", "wen"]


def test_they_are_groups() -> None:
    text = "Hamas rejected the deal. “We go on,” they said."
    assert speakers(text, hamas="organization Hamas") == ["hamas"]


def test_a_subject_that_tells_its_gender_competes() -> None:
    text = "“Ask me tomorrow,” Donald Trump said. His wife laughed. “He says that every day,” she said."
    assert speakers(text) == ["trump", None]


def test_one_person_has_one_gender() -> None:
    text = "Xi Wen spoke in Ohio. “We won,” he said. Xi Wen left. “We lost,” she said."
    assert speakers(text, wen="unknown Xi Wen") == ["wen", None]


def test_two_who_are_one_subject() -> None:
    text = "Donald Trump and Ted Cruz met in Ohio. “We are friends,” he said."
    assert speakers(text) == [None]


def test_the_company_is_the_organization_named_last() -> None:
    text = "Tesla recalled its cars. “Safety comes first,” the company said."
    assert speakers(text, tesla="organization Tesla") == ["tesla"]


def test_a_body_of_its_sort() -> None:
    text = "The Foreign Ministry spoke. Hamas denied it. “It is bad,” the ministry said. “We deny it,” the group said."
    bodies = {"ministry": "organization Foreign Ministry", "hamas": "organization Hamas"}
    assert speakers(text, **bodies) == ["ministry", "hamas"]
