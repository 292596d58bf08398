"""Which articles a library holds, and what is said about each."""

import os
import pickle
from pathlib import Path

import pytest

from reader import library, locations
from reader.cache.study import survey
from reader.config import Config
from reader.model import Span

ROOT = Path(__file__).resolve().parents[2]


def names(*roots: Path) -> list[str]:
    return [entry.name for entry in library.discover(roots).entries]


def fill(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("He said so.\n")
    return folder


def test_folders_are_walked_in_natural_order(tmp_path: Path) -> None:
    fill(tmp_path, "10.txt", "2.txt", "B.md", "a.html", "b/1.txt", "b-c/1.txt", "x.png", ".hidden.txt", ".git/a.txt")
    assert names(tmp_path) == ["2.txt", "10.txt", "a.html", "b/1.txt", "b-c/1.txt", "B.md"]


def test_a_named_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, "notes", ".draft")
    assert names(tmp_path / "notes", tmp_path / ".draft") == ["notes", ".draft"]


def test_each_article_is_listed_once(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    assert names(tmp_path / "b.txt", tmp_path, tmp_path) == ["b.txt", "a.txt"]


def test_links(tmp_path: Path) -> None:
    fill(tmp_path / "lib", "a.txt", "sub/b.txt")
    (tmp_path / "lib/sub/loop").symlink_to(tmp_path / "lib")
    (tmp_path / "lib/folder.txt").symlink_to(tmp_path)
    (tmp_path / "lib/linked.txt").symlink_to(tmp_path / "lib/a.txt")
    (tmp_path / "lib/broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "lib/self.txt").symlink_to(tmp_path / "lib/self.txt")
    found = library.discover([tmp_path / "lib"])
    assert [entry.name for entry in found.entries] == ["a.txt", "linked.txt", "sub/b.txt"]
    assert {Path(skipped.path).name for skipped in found.skipped} == {"broken.txt", "self.txt"}


def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert library.discover([tmp_path, tmp_path / "no"]).skipped == (
        library.Skipped(f"{tmp_path}/pipe.txt", "is no regular file"),
        library.Skipped(f"{tmp_path}/no", "no such file or directory"),
    )


def test_folders_too_deep_are_told(tmp_path: Path) -> None:
    fill(tmp_path, "/".join("d" * 70) + "/a.txt", "b.txt")
    found = library.discover([tmp_path])
    assert [entry.name for entry in found.entries] == ["b.txt"]
    assert [skipped.reason for skipped in found.skipped] == ["lies more than 64 folders deep"]


def test_too_many_articles_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MOST", 2)
    found = library.discover([fill(tmp_path, "1.txt", "2.txt", "3.txt")])
    assert len(found.entries) == 2
    assert found.skipped[0].reason == "there are more than 2 articles: the rest is left out"


def test_names_are_printable_and_paths_are_true(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/a\x1b[31m\xff.txt"
    Path(os.fsdecode(raw)).write_text("He said so.\n")
    (entry,) = library.discover([tmp_path]).entries
    assert "\x1b" not in entry.name
    assert os.fsencode(entry.path) == raw
    assert not survey(entry.path).summary.error


def test_opening_prefers_arguments_then_config_then_seeds_then_samples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = fill(tmp_path / "one", "a.txt"), fill(tmp_path / "two", "b.txt")
    config = Config(library=(str(two),))
    assert library.opening([str(one)], config) == library.Opening((str(one),), "one")
    assert library.opening([], config) == library.Opening((str(two),), "two")
    assert library.opening([], Config()).roots == (str(ROOT / "seeds"),)
    assert "seeds" in library.opening([], Config()).notice
    monkeypatch.setattr(locations, "seeds", lambda: None)
    opened = library.opening([], Config())
    assert opened.label == "samples"
    assert "sample" in opened.notice
    assert len(library.discover(opened.roots).entries) == 5


def test_labels(tmp_path: Path) -> None:
    roots = [str(fill(tmp_path / name, "x.txt")) for name in "abc"]
    assert library.opening(roots[:2], Config()).label == "a and b"
    assert library.opening(roots, Config()).label == "a and 2 more"


def test_nothing_to_open_is_one_line(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path, "no article here"),
        (tmp_path / "no\x1b", "no such file"),
        ("a\0b", "possible path"),
    ):
        with pytest.raises(library.LibraryError, match=reason) as caught:
            library.opening([str(path)], Config())
        assert str(caught.value).isprintable()
    with pytest.raises(library.LibraryError, match="named by library in the configuration"):
        library.opening([], Config(library=(str(tmp_path / "gone"),)))


def test_places(tmp_path: Path) -> None:
    assert library.place("a.txt") == library.Place("a.txt")
    assert library.place("a.txt:¶12") == library.Place("a.txt", 12)
    assert library.place("a@b.txt@1184-1234") == library.Place("a@b.txt", 0, Span(1184, 1234))
    assert library.place("a@9-3").span == Span(3, 9)
    odd = str(fill(tmp_path, "a@1-2") / "a@1-2")
    assert library.place(odd) == library.Place(odd)


def test_summaries() -> None:
    summary = survey(str(next((ROOT / "seeds").glob("001*")))).summary
    assert summary[1:6] == ("derived", 609, 3, None, "Bloomberg L.P.")
    assert summary.quotes > 0
    assert pickle.loads(pickle.dumps(summary)) == summary


def test_a_summary_of_what_can_not_be_read() -> None:
    summary = survey("/nowhere/a\x1b.txt").summary
    assert summary.error == "there is no such file"
    assert summary.title.isprintable()


@pytest.mark.parametrize("names", [(), ("a.txt",), ("b.txt", "sub/ä\udcff.md", "a.txt")])
def test_a_listing_goes_to_another_process_as_it_is(tmp_path: Path, names: tuple[str, ...]) -> None:
    found = library.Entries.of([(f"{tmp_path}/{name}", len(str(tmp_path)) + 1) for name in names])
    sent = pickle.loads(pickle.dumps(found))
    assert (sent.paths, [sent.name(number) for number in range(len(sent))]) == (
        found.paths,
        [entry.name for entry in found],
    )
