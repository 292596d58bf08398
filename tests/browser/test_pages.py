"""Exported pages in a real browser: layout, links, colors, sense without eyes, and text that stays text."""

import contextlib
import itertools
import re
import time
from pathlib import Path

import pytest

from reader import analysis, articles, locations
from reader.annotations.values import Placed
from reader.cli import export
from reader.exporting import article_index, colors, frame, html
from reader.model import Actor, Article
from reader.page.theme import load_named
from tests.browser.chromium import Chromium
from tests.unit.exporting.test_pages import lost, noted

WIDTHS = (320, 800, 1400)
PARAGRAPH = "“We stay where we are,” Jane Harrow said in Lisbon on Monday, and the Iberian Sleeper Company agreed. "
LONG = "x" * 400
TEXT = f"""\
# A title that is long enough for two lines on most of the screens that there are

{PARAGRAPH * 3}

## A heading

{PARAGRAPH}It cost {LONG} euros.

- one thing
- [another](https://example.org/{LONG})

```
code {LONG}
```

Joe Miller told reporters that nobody had been asked. {PARAGRAPH}
"""
SAMPLES = locations.samples()

# What stands beside a paragraph and what stands in it, as rectangles; and what is wider than the window.
BOXES = """(() => [...document.querySelectorAll('.row')].filter(row => row.querySelector('aside')).map(row => {
  const box = (it) => { const r = it.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] };
  return [box(row.querySelector(':scope > :not(aside)')), box(row.querySelector('aside')), box(row)] }))()"""
TOO_WIDE = """(() => [...document.querySelectorAll('body *')].filter(it => !it.closest('.hidden')
  && it.getBoundingClientRect().right > window.innerWidth + 1).map(it => it.outerHTML.slice(0, 80)))()"""
# The contrast of every text with what is behind it, the least by what it is; colors are always rgb(…) here.
CONTRASTS = """(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => { const [r, g, b] = channels(color).map(v => v / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
  const ground = (it) => { for (; it; it = it.parentElement) { const color = getComputedStyle(it).backgroundColor;
      if (channels(color)[3] !== 0) return color } return 'rgb(255, 255, 255)' };
  const least = {};
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const it = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim()) continue;
    const pair = [light(getComputedStyle(it).color), light(ground(it))].sort((a, b) => a - b);
    const name = it.tagName + '.' + it.className;
    least[name] = Math.min(least[name] ?? 99, (pair[1] + .05) / (pair[0] + .05));
  }
  return least })()"""


@pytest.fixture(scope="module")
def article() -> Article:
    return articles.read(TEXT.encode(), "a.md")


@pytest.fixture(scope="module")
def page(article: Article, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with all that a page can have; its address."""
    starts = ("We stay where", "Jane Harrow said", "nobody had been", "It cost", "Joe Miller told")
    tints = ("", "green", "blue", "pink", "gray")
    words = f"Look again. {LONG}\nWho says so?"
    placed: list[Placed] = [
        noted(article, start, words, color, ("check", LONG)) for start, color in zip(starts, tints, strict=True)
    ]
    made = html.page(article, analysis.analyze(article), [*placed, lost(f"gone {LONG}", words)])
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(made, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library as pages."""
    to = tmp_path_factory.mktemp("pages")
    assert export.run([SAMPLES], "html", str(to), None) == 0
    return to


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_too_wide_and_nothing_overlaps(browser: Chromium, page: str, width: int) -> None:
    browser.open(page, width)
    assert browser.ask("document.documentElement.scrollWidth") <= width
    assert browser.ask(TOO_WIDE) == []
    boxes = browser.ask(BOXES)
    assert len(boxes) >= 3
    for (_, _, right, bottom), (left, top, _, end), row in boxes:
        assert top >= bottom - 1 if width < 960 else left >= right
        assert end <= row[3] + 1
    below = browser.ask("[...document.querySelectorAll('.row')].map(it => it.getBoundingClientRect())"
                        ".map(it => [it.top, it.bottom])")  # fmt: skip
    assert all(one[1] <= other[0] + 1 for one, other in itertools.pairwise(below))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_that_leads_to_others_fits(browser: Chromium, folder: Path, width: int, tmp_path: Path) -> None:
    browser.open((folder / "index.html").as_uri(), width)
    assert browser.ask("document.documentElement.scrollWidth") <= width
    entry = article_index.Entry(LONG, (LONG, LONG), "2024-01-01", "en", 1, 1, 1, ((0, "person", LONG),))
    long = tmp_path / "long.html"
    long.write_text(article_index.page(LONG, [("a.html", entry)], frame.usual_style()), encoding="utf-8")
    browser.open(long.as_uri(), width)
    assert browser.ask("document.documentElement.scrollWidth") <= width
    assert browser.ask(TOO_WIDE) == []


def test_a_printed_page_is_light_and_has_its_notes_beside_the_text(browser: Chromium, page: str) -> None:
    browser.dress("dark", "print")
    browser.open(page, 680)
    try:
        assert browser.ask("getComputedStyle(document.querySelector('nav')).display") == "none"
        color = browser.ask("getComputedStyle(document.body).color")
        ink = load_named(locations.themes(), "paper")[0].colors["foreground"]
        assert color == "rgb({}, {}, {})".format(*bytes.fromhex(ink[1:]))
        assert all(aside[0] >= text[2] for text, aside, _ in browser.ask(BOXES))
    finally:
        browser.dress("light")


def test_links_lead_where_they_say(browser: Chromium, page: str) -> None:
    browser.open(page)
    dead = """[...document.querySelectorAll('a[href^="#"]')].map(it => it.getAttribute('href').slice(1))
        .filter(id => !document.getElementById(id))"""
    assert browser.ask(dead) == []
    browser.ask("[...document.querySelectorAll('.actors li')].find(it => it.innerText.includes('Miller'))"
                ".querySelector('a').click()")  # fmt: skip
    seen = browser.ask("""(() => { const it = document.querySelector(':target'), r = it.getBoundingClientRect();
        return [it.innerText, r.top >= 0 && r.bottom <= window.innerHeight] })()""")
    assert seen == ["Joe Miller", True]
    browser.ask("document.querySelector(':target').click()")
    assert "Joe Miller" in browser.ask("document.querySelector(':target').innerText")
    assert browser.ask("document.querySelector(':target').tagName") == "LI"
    browser.ask("document.querySelector('.note .reference').click()")
    assert browser.ask("document.querySelector(':target').tagName") == "MARK"


def test_pages_lead_to_one_another(browser: Chromium, folder: Path) -> None:
    leading = (folder / "index.html").as_uri()
    browser.open(leading)
    targets = browser.ask("[...document.querySelectorAll('a')].map(it => it.href)")
    assert len(targets) > 20
    pages = {target.partition("#")[0] for target in targets}
    assert pages == {path.as_uri() for path in folder.glob("*.html")} - {leading}
    for target in targets[1::7]:
        browser.open(target)
        assert "#" not in target or browser.ask("document.querySelector(':target') !== null")
    browser.open(targets[0])
    browser.ask("void setTimeout(() => document.querySelector('nav a').click())")  # a page that goes can't answer
    for _ in range(50):
        time.sleep(0.05)
        with contextlib.suppress(AssertionError):  # between two pages nobody answers
            if browser.ask("location.href") == leading:
                break
    assert browser.ask("location.href") == leading


@pytest.mark.parametrize(("scheme", "name"), [("light", "paper"), ("dark", "ink")])
def test_light_and_dark_as_the_browser_is(browser: Chromium, page: str, folder: Path, scheme: str, name: str) -> None:
    theme = load_named(locations.themes(), name)[0]
    browser.dress(scheme)
    try:
        for address in (page, (folder / "index.html").as_uri()):
            browser.open(address)
            ground = browser.ask("getComputedStyle(document.body).backgroundColor")
            assert ground == "rgb({}, {}, {})".format(*bytes.fromhex(theme.colors["background"][1:]))
            measured = browser.ask(CONTRASTS)
            assert len(measured) > 5
            assert min(measured.values()) >= colors.TEXT, measured
    finally:
        browser.dress("light")


def test_a_page_makes_sense_without_eyes(browser: Chromium, page: str) -> None:
    browser.open(page)
    assert browser.ask("document.documentElement.lang") == "en"
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    shown = [
        (node["role"]["value"], node.get("name", {}).get("value", ""), node) for node in nodes if not node["ignored"]
    ]
    roles = {role for role, _, _ in shown}
    assert {"main", "navigation", "article", "contentinfo", "note", "mark", "list", "listitem", "region"} <= roles
    assert all(name.strip() for role, name, _ in shown if role in ("link", "navigation", "article", "region"))
    levels = browser.ask("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(it => Number(it.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= level + 1 for level, later in itertools.pairwise(levels))
    browser.press("Tab")
    assert browser.ask("document.activeElement.innerText") == "Who is in it"
    assert browser.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


EVIL = "<img src=https://example.org/x onerror=owned=1><script>owned=1</script>"
CLOSING = "</title></style></article></main>]]>--><svg onload=owned=1>"
HOSTILE = f"""\
---
title: "{CLOSING} <script>owned=1</script>"
author: '{EVIL}'
url: "javascript:owned=1"
date: 2024-05-01
---

{EVIL} “Stop" onmouseover="owned=1,” Jane Harrow said. {CLOSING}

Then [click](javascript:owned=1), [go](data:text/html,x), ![see](https://example.org/y.png) \u202eevil\u2066 left.
"""


def test_hostile_text_stays_text(browser: Chromium, tmp_path: Path) -> None:
    article = articles.read(HOSTILE.encode(), f"{EVIL.replace('/', '')}.md")
    found = analysis.analyze(article)
    mention = found.actors[0].mentions[0]
    actors = (*found.actors, Actor("evil", EVIL, "person", (CLOSING, "\u202e"), (mention,)))
    placed = [noted(article, "Jane Harrow", EVIL, "green", (CLOSING, '" onclick="owned=1')), lost(EVIL, CLOSING)]
    entry = article_index.entry(article, found._replace(actors=actors), 1)
    made = {
        "page.html": html.page(article, found._replace(actors=actors), placed, home="index.html"),
        "index.html": article_index.page(EVIL, [("page.html", entry)], frame.usual_style()),
    }
    for name, content in made.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        browser.open(path.as_uri())
        browser.ask("document.querySelectorAll('body *').forEach(it => { it.dispatchEvent(new Event('mouseover'));"
                    " if (!it.closest('a')) it.click() })")  # fmt: skip
        assert browser.ask("typeof owned") == "undefined"
        assert browser.requested() == [path.as_uri()]
        assert not [
            given for event, given in browser.events if event in ("Log.entryAdded", "Page.javascriptDialogOpening")
        ]
        assert browser.ask("document.querySelectorAll('script, img, svg, iframe, link, form, object').length") == 0
        assert browser.ask("[...document.querySelectorAll('*')].flatMap(it => it.getAttributeNames())"
                           ".filter(it => it.startsWith('on') || it === 'style')") == []  # fmt: skip
        schemes = set(browser.ask("[...document.querySelectorAll('a')].map(it => it.protocol)"))
        assert schemes <= {"file:", "https:", "http:"}
        text = browser.ask("document.body.innerText")
        assert EVIL in text
        assert CLOSING in text
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", browser.ask("document.documentElement.outerHTML"))


def test_the_policy_lets_in_nothing_that_gets_past_the_escaping(
    browser: Chromium, article: Article, tmp_path: Path
) -> None:
    made = html.page(article, analysis.analyze(article))
    assert made.count("</main>") == 1
    path = tmp_path / "page.html"
    path.write_text(made.replace("</main>", f"{EVIL}<a id=x href='javascript:owned=1'>x</a></main>"), encoding="utf-8")
    browser.open(path.as_uri())
    browser.ask("document.getElementById('x').click()")
    assert browser.ask("typeof owned") == "undefined"
    answered = [given for event, given in browser.events if event == "Network.responseReceived"]
    assert [given["response"]["url"] for given in answered] == [path.as_uri()]
