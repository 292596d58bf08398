"""Markdown and its front matter."""

import pytest

from reader.articles import frontmatter, read
from reader.model import Article

PAGE = """\
---
title: "A river: the *end*"
author: Jane Doe
date: 2024-03-05
tags:
  - water
  - drought
outlet: The Example
url: https://example.org/a
lang: en-GB
---

Lead with **strong words** and [a site](https://example.org), [not this](javascript:x) and `code`&#27;[31m.
Second line.

![A picture](http://example.org/a.png)

## Section

1. One
2. Two
   - nested

> “Quote,” she said.

| a | b |
|---|---|
| c | d |

Share this article

```py
x = 1
```
"""


def made(content: str) -> Article:
    return read(content.encode(), "a.md")


def parts(article: Article) -> list[tuple[str, int, str]]:
    return [(p.kind, p.level, article.text[p.start : p.end]) for p in article.paragraphs]


def test_paragraphs() -> None:
    assert parts(made(PAGE)) == [
        ("title", 1, "A river: the *end*"),
        ("body", 0, "Lead with strong words and a site, [not this](javascript:x) and code�[31m. Second line."),
        ("boilerplate", 0, "A picture"),
        ("heading", 2, "Section"),
        ("item", 1, "1. One"),
        ("item", 1, "2. Two"),
        ("item", 2, "• nested"),
        ("quotation", 0, "“Quote,” she said."),
        ("body", 0, "a | b"),
        ("body", 0, "c | d"),
        ("boilerplate", 0, "Share this article"),
        ("code", 0, "x = 1"),
    ]


def test_marks() -> None:
    article = made(PAGE)
    assert [(m.kind, m.target, article.text[m.start : m.end]) for m in article.marks] == [
        ("strong", "", "strong words"),
        ("link", "https://example.org", "a site"),
        ("code", "", "code"),
    ]


def test_front_matter() -> None:
    article = made(PAGE)
    assert article[2:4] == ("A river: the *end*", "metadata")
    assert article[6:11] == ("Jane Doe", "The Example", "2024-03-05", "https://example.org/a", "en")


def test_toml_front_matter() -> None:
    article = made('+++\ntitle = "T x"\ndate = 2024-01-02T03:04:05Z\nauthors = ["A B", "C D"]\n+++\nHello there.\n')
    assert (article.title, article.byline, article.published) == ("T x", "A B, C D", "2024-01-02")


def test_a_first_heading_is_the_title() -> None:
    article = made("# A *title*\n\n*By Jane Doe, 9 September 2025*\n\nHe said that it was over, and it was.\n")
    assert article[2:4] == ("A title", "text")
    assert [p.kind for p in article.paragraphs] == ["title", "kicker", "body"]
    assert (article.byline, article.published) == ("Jane Doe", "2025-09-09")


def test_the_title_is_not_printed_twice() -> None:
    article = made("---\ntitle: One thing\n---\n\n# One thing\n\nHe said so.\n")
    assert article.text == "One thing\n\nHe said so."


@pytest.mark.parametrize(
    "content",
    ["---\n", "---\nno keys\n---\n", "---\ntitle: x\n", "+++\n+++", "---\n: x\n---\n", "----\ntitle: x\n---\n"],
)
def test_what_is_hardly_front_matter(content: str) -> None:
    _, below = frontmatter.split(content)
    assert content.endswith(below)
    assert made(content)


@pytest.mark.parametrize("unit", ["[", "![", "*a_ ", "> ", "- ", "<a ", "`", "&#1;", "a\n", "|a|\n|-|\n", "[a]: b\n"])
def test_hostile_markdown_is_read(unit: str) -> None:
    made(unit * (32 * 1024 // len(unit)))


def test_too_much_is_shown_as_plain_text() -> None:
    article = made("# word\n" * 400_000)
    assert article.text.startswith("# word\n")
    assert any("too much of it" in notice for notice in article.notices)
