"""Which lines are web leftovers, and above all which are not."""

import time

import pytest

from reader.articles.boilerplate import is_leftover


@pytest.mark.parametrize(
    "line",
    [
        *("Continue reading", "READ MORE", "Share this article", "SHARE THIS POST", "Image", "Exit mobile version"),
        *("MOST READ", "Published", "on", "by", "Advertisement", "Follow Jane Doe on Twitter @janedoe.", "* * *"),
        *("© 2024 Example News. All rights reserved.", "Copyright 2024 The Example", "Visit example.com.", "___."),
        *("5 min read", "Subscribe to our newsletter", "Photo by Jane Doe / Example", "→ Read more", "12 comments"),
        *("All rights reserved. This material may not be published or broadcast.", "https://example.com/a?b=c"),
    ],
)
def test_leftovers(line: str) -> None:
    assert is_leftover(line)


@pytest.mark.parametrize(
    "line",
    [
        *("He left.", "“No.”", "Close.", "Next?", "Why?", "Iran", "Skeptical", "Photo finish in Ohio", "U.S.", "1,234"),
        *("Continue reading the letter, she told him.", "Read more books, the minister said.", "I", "“Next”"),
        *(
            "Copyright law in Europe is changing, the court said.",
            "He works for Getty Images.",
            "Shares fell 3 percent.",
        ),
        *("Visit the museum before it closes, she said.", "By Friday the war was over.", "On Tuesday he left."),
        *("Follow the money, said the man who was known as a source for a long time after it had all happened.",),
    ],
)
def test_sentences_stay(line: str) -> None:
    assert not is_leftover(line)


@pytest.mark.parametrize("unit", ["follow a ", "© ", "@a ", "a.", "1,", "—", "http://a "])
def test_time_is_bounded(unit: str) -> None:
    started = time.process_time()
    for length in (100, 600, 512 * 1024):
        is_leftover((unit * length)[:length])
    assert time.process_time() - started < 1
