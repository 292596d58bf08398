"""``reader notes``."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader import cli
from reader.cli.notes_parser import ACTS

ROOT = Path(__file__).parents[2]
TEXT = "The council will vote on the harbour next week.\nThe mayor said on Friday that “it is time”.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "READER_NOTES"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path / "news")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main(["notes", *words])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    assert "\x1b" not in out + err
    return status, out, err


def added(capsys: pytest.CaptureFixture[str], start: int, end: int, *words: str) -> dict[str, object]:
    status, out, err = run(capsys, "add", "a.txt", "--start", str(start), "--end", str(end), "--json", *words)
    assert (status, err) == (0, "")
    made: dict[str, object] = json.loads(out)
    return made


def test_annotations_are_made_listed_changed_and_taken_back(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run(capsys, "list") == (0, "There are no annotations.\n", "")
    assert run(capsys, "list", "--json")[1] == "[]\n"
    two = added(capsys, 48, 57, "--note", "who?\nwhen?", "--tag", "#check", "--tag", "mayor", "--color", "red")
    one = added(capsys, 0, 11)
    assert (two["text"], two["start"], two["end"]) == ("The mayor", 48, 57)
    listed = json.loads(run(capsys, "list", "--json")[1])
    assert [item["id"] for item in listed] == [one["id"], two["id"]]
    assert listed[1] == two
    assert listed[1]["path"] == str(home / "news" / "a.txt")
    assert [json.loads(line)["id"] for line in run(capsys, "list", "--jsonl", "a.txt")[1].splitlines()] == [
        item["id"] for item in listed
    ]
    assert json.loads(run(capsys, "list", "--json", "/elsewhere")[1]) == []
    assert [
        json.loads(run(capsys, "list", "--json", *only)[1])[0]["id"]
        for only in (("--tag", "check"), ("--color", "red"))
    ] == [two["id"]] * 2
    plain = run(capsys, "list")[1]
    assert "a.txt" in plain
    assert "“The mayor” — who? when?" in plain
    assert run(capsys, "list", "--md")[1].count("\n") == 4
    rows = list(csv.DictReader(io.StringIO(run(capsys, "list", "--csv")[1])))
    assert rows[1]["tags"] == "check; mayor"
    said = json.loads(run(capsys, "edit", str(one["id"]), "--note", "new", "--tag", "t", "--json")[1])
    assert (said["note"], said["tags"]) == ("new", ["t"])
    assert json.loads(run(capsys, "edit", str(one["id"]), "--tag", "", "--json")[1])["tags"] == []
    assert run(capsys, "remove", str(one["id"]), str(two["id"]))[0] == 0
    assert run(capsys, "undo")[1].startswith("back: “The mayor”")
    assert json.loads(run(capsys, "undo", "--json")[1])["restored"][0]["id"] == one["id"]
    assert run(capsys, "redo")[1].startswith("removed: “The council”")
    assert "1 annotation\n" in run(capsys, "check")[1]
    assert json.loads(run(capsys, "check", "--json")[1]) == {"annotations": 1, "faults": 0, "taken_in": 0}
    while "nothing to undo" not in run(capsys, "undo")[1]:
        pass
    assert (home / ".local/share/reader/annotations.toml").exists()


def test_files_are_found_where_they_are_looked_for(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run(capsys, "init") == (0, "./annotations.toml\n", "")
    assert run(capsys, "init") == (0, "./annotations.toml is there already.\n", "")
    added(capsys, 0, 11)
    assert 'path = "a.txt"' in (home / "news" / "annotations.toml").read_text()
    added(capsys, 0, 11, "--notes-file", str(home / "own.toml"))
    assert (home / "own.toml").exists()
    (home / ".config/reader").mkdir(parents=True)
    (home / ".config/reader/config.toml").write_text('notes = "~/set.toml"\n')
    added(capsys, 0, 11)
    assert (home / "set.toml").exists()
    assert run(capsys, "init", "/nowhere")[0] == 2


def test_orphans_are_listed_with_where_they_may_be(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    added(capsys, 0, 46)
    made = added(capsys, 48, 90)
    assert run(capsys, "orphans") == (0, "Every passage has its place.\n", "")
    (home / "news" / "a.txt").write_text(TEXT.splitlines()[0] + "\nQuite other words.\nMayor on Friday: time.\n")
    lost = json.loads(run(capsys, "orphans", "--json")[1])
    assert [item["id"] for item in lost] == [made["id"]]
    assert lost[0]["state"] == "orphan"
    assert all({"start", "end", "score", "text"} == set(candidate) for candidate in lost[0]["candidates"])
    assert run(capsys, "orphans")[1].startswith(f"{made['id']}  ")
    (home / "news" / "a.txt").unlink()
    status, _, err = run(capsys, "orphans")
    assert status == 1
    assert err.count("\n") == 1
    assert "(2 annotations)" in err


def test_out_and_in_again(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    made = added(capsys, 0, 11, "--note", "n", "--tag", "t")
    for form in ("jsonld", "hypothesis"):
        status, out, err = run(capsys, "export", "--format", form)
        assert (status, err) == (0, "")
        (home / f"{form}.json").write_text(out)
        own = ("--notes-file", str(home / f"{form}.toml"))
        assert run(capsys, "import", str(home / f"{form}.json"), *own)[1].endswith(": 1 came in, 0 there already\n")
        assert run(capsys, "import", str(home / f"{form}.json"), *own)[1].endswith(": 0 came in, 1 there already\n")
        again = json.loads(run(capsys, "list", "--json", *own)[1])[0]
        assert again == made | {"path": again["path"]}
    assert run(capsys, "export", "--format", "readwise")[1].startswith("Highlight,Title,")
    assert "> The council ^n-" in run(capsys, "export", "--format", "md", ".")[1]
    assert run(capsys, "export", "--format", "md", "--to", str(home / "vault"))[1].endswith(".md\n")
    assert run(capsys, "export", "--format", "md", "--to", str(home / "vault")) == (0, "", "")
    assert run(capsys, "export", "--format", "md", "--to", str(home / "hypothesis.json"))[0] == 1
    told = json.loads(run(capsys, "import", "--json", str(home / "jsonld.json"))[1])
    assert told == [{"path": str(home / "jsonld.json"), "came_in": 0, "there_already": 1, "passed_over": 0}]
    status, _, err = run(capsys, "import", "a.txt", str(home / "nothing"))
    assert (status, err.count("\n")) == (1, 2)


def test_a_merge_goes_to_ours(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    base, ours, theirs = (home / name for name in ("base", "ours", "theirs"))
    base.write_text("schema = 1\n")
    ours.write_text('schema = 1\n\n[[annotation]]\nid = "n-1"\narticle = "a"\nexact = "x"\n')
    theirs.write_text('schema = 1\n\n[[annotation]]\nid = "n-2"\narticle = "a"\nexact = "y"\n')
    assert run(capsys, "merge", str(base), str(ours), str(theirs)) == (0, "", "")
    assert 'id = "n-1"' in ours.read_text()
    assert 'id = "n-2"' in ours.read_text()
    before = ours.read_text()
    theirs.write_text("[[annotation]\n")
    status, _, err = run(capsys, "merge", str(base), str(ours), str(theirs))
    assert (status, err.count("\n")) == (1, 1)
    assert ours.read_text() == before


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ([], 2, "required: ACT"),
        (["nonsense"], 2, "invalid choice"),
        (["add", "/no/such", "--start", "0", "--end", "3"], 2, "no such file"),
        (["add", "a.txt", "--start", "3", "--end", "3"], 2, "has 92 characters"),
        (["add", "a.txt", "--start", "0", "--end", "3000"], 2, "has 92 characters"),
        (["add", "a.txt", "--start", "47", "--end", "48"], 2, "no text"),
        (["add", "a.txt", "--start", "x", "--end", "3"], 2, "invalid int"),
        (["edit", "n-none"], 2, "say what to change"),
        (["edit", "n-none", "--note", "x"], 2, "no such annotation"),
        (["remove", "n-none"], 1, "no annotation n-none"),
        (["export", "--format", "jsonld", "--to", "x"], 2, "--to is for"),
        (["export"], 2, "--format"),
    ],
)
def test_errors_are_one_line(words: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    found, out, err = run(capsys, *words)
    assert (found, out) == (status, "")
    assert said in err
    assert err.count("\n") == 1


def test_what_cannot_be_saved_is_kept_and_told_with_status_3(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    path = home / "broken.toml"
    added(capsys, 48, 57, "--notes-file", str(path))
    good = path.read_text()
    path.write_text(good + "\n[[annotation]]\nexact = \n")
    status, out, err = run(capsys, "add", "a.txt", "--start", "0", "--end", "11", "--notes-file", str(path))
    assert (status, out) == (3, "")
    assert err.startswith(f"reader: {path}:{good.count(chr(10)) + 3}:9: invalid value (the change is kept")
    status, out, err = run(capsys, "list", "--notes-file", str(path))
    assert (status, err.count("\n")) == (1, 1)
    assert "The mayor" in out
    assert run(capsys, "check", "--notes-file", str(path))[0] == 3
    path.write_text(good)
    assert "2 annotations, 1 of them saved only now" in run(capsys, "check", "--notes-file", str(path))[1]


def test_adding_loads_neither_analysis_nor_screen(home: Path) -> None:
    code = (
        "import sys; from reader.cli import main; "
        "assert main(['notes', 'add', 'a.txt', '--start', '0', '--end', '11']) == 0; "
        "print(*(name for name in ('reader.analysis', 'textual', 'numpy', 'rapidfuzz', 'rich') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == [""]


def test_every_act_option_and_key_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    about = page[page.index("## Notes") : page.index("## For scripts")]
    for act in ACTS:
        assert f"`reader notes {act}" in about or f"`{act}`" in about
    for option in (
        "--start",
        "--end",
        "--note",
        "--tag",
        "--color",
        "--format",
        "--to",
        "--notes-file",
        "--jsonl",
        "--csv",
    ):
        assert option in about
    from reader.annotations.forms import ORDERS

    keys = (ROOT / "docs" / "annotations.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in keys for order in ORDERS.values() for key in order)
