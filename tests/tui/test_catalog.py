"""What is known of the articles of a list."""

from array import array

from reader.library import Entries, Summary
from reader.tui.catalog import ORDERS, Catalog


def entries(*names: str) -> Entries:
    return Entries.of((f"/news/{name}", len("/news/")) for name in names)


def summary(title: str, words: int = 100, published: str | None = None, quotes: int = 0) -> bytes:
    return Summary(title, "text", words, 1, published, None, quotes, 0).packed


def made() -> Catalog:
    catalog = Catalog(entries("a.txt", "b.txt", "c.txt", "d.txt"))
    catalog.learn(0, summary("Zürich speaks", 300, "2024-07-30", 2))
    catalog.learn(1, summary("The “harbour” opens", 100, "2024-08"))
    catalog.learn(3, summary("A tunnel", 200, None, 9))
    return catalog


def test_filtering_by_title_and_name() -> None:
    catalog = made()
    assert catalog.matching(["zurich"], range(4)) == [0]
    assert catalog.matching(['"harbour"', "opens"], range(4)) == [1]
    assert catalog.matching(["c.txt"], range(4)) == [2]
    assert catalog.matching(["txt"], [3, 1]) == [3, 1]
    catalog.learn(2, summary("Known now"))
    assert catalog.matching(["known", "c.txt"], range(4)) == [2]


def test_sorting() -> None:
    catalog, numbers = made(), range(4)
    assert list(catalog.sorted(numbers, "name")) == [0, 1, 2, 3]
    assert list(catalog.sorted(numbers, "title")) == [2, 3, 1, 0]
    assert list(catalog.sorted(numbers, "date")) == [1, 0, 2, 3]
    assert list(catalog.sorted(numbers, "length")) == [0, 3, 1, 2]
    assert list(catalog.sorted(numbers, "quotes")) == [3, 0, 1, 2]


def test_quotes_are_counted() -> None:
    catalog = made()
    assert catalog.quotes == 11
    catalog.learn(3, summary("A tunnel", quotes=4))
    assert catalog.quotes == 6 and catalog.summary(3).quotes == 4 and catalog.summary(2) is None


def test_another_listing_keeps_what_is_known() -> None:
    after, moved = made().listing(entries("0.txt", "b.txt", "c.txt", "d.txt"))
    assert moved == {1: 1, 2: 2, 3: 3}
    assert after.summary(0) is None and after.summary(1).title == "The “harbour” opens" and after.quotes == 9
    assert list(after.sorted(range(4), "length")) == [3, 1, 0, 2]
    assert after.matching(["tunnel"], range(4)) == [3]


def test_entries_in_few_bytes() -> None:
    some = entries("a.txt", "sub/b.txt").and_files(["/elsewhere/c\x1b.txt"])
    assert [entry.name for entry in some] == ["a.txt", "sub/b.txt", "c␛.txt"]
    assert some[1].path == "/news/sub/b.txt" and some[-1].name == "c␛.txt" and len(some[:2]) == 2
    assert some.find("/news/a.txt") == 0 and some.find("/news") is None
    assert Entries(["/news/"], array("I", [6])).name(0) == "news"


def test_many_are_sorted_as_few_are() -> None:
    catalog = Catalog(entries(*(f"{number:03}.txt" for number in range(200))))
    for number in range(0, 200, 3):
        catalog.learn(number, summary(f"Title {number % 7}", words=number % 5, quotes=number % 3))
    for order in ORDERS:
        for numbers in (range(200), range(0, 200, 2), range(5, 9), []):
            in_library = list(catalog.sorted(range(200), order))
            assert list(catalog.sorted(numbers, order)) == [number for number in in_library if number in numbers]
    catalog.learn(1, summary("A title before all others", words=999, quotes=999))
    assert [catalog.sorted(range(200), order)[0] for order in ("length", "quotes")] == [1, 1]
