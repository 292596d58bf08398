"""What values say of themselves."""

import pytest

from reader.model import WORDS_A_MINUTE, Article


def article(words: int) -> Article:
    return Article("a.txt", "", "A", "text", (), words)


@pytest.mark.parametrize(
    ("words", "read", "minutes"),
    [(0, 0.0, 0), (1, 0.0, 1), (WORDS_A_MINUTE, 0.0, 1), (WORDS_A_MINUTE + 1, 0.0, 2), (1000, 0.5, 3), (1000, 1.0, 0)],
)
def test_minutes_left_are_rounded_up(words: int, read: float, minutes: int) -> None:
    assert article(words).minutes_left(read) == minutes


def test_no_article_takes_no_time_to_read() -> None:
    assert [article(words).minutes for words in (0, 100, 1000)] == [1, 1, 4]
