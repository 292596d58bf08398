"""`reader actors`, `reader quotes`, and going through many articles at a time."""

import csv
import fcntl
import io
import itertools
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli import parallel, reading
from reader.cli.tables import Column, table
from reader.library import Skipped
from reader.model import Analysis, Article
from tests.unit.test_cli import CLEAN, ROOT, one_line, reader

CORPUS = Path(os.environ.get("READER_CORPUS") or ROOT.parent / "shared" / "corpus" / "news")

FIRST = """Talks end without a deal

“We are nearly there,” Prime Minister Benjamin Netanyahu said on Monday. Netanyahu added that the talks would go on.

The minister, who wrote a book called “Nearly There”, left at noon. José Álvarez said that he was tired.
"""
SECOND = """A second day of talks

“Nothing has changed,” said Benjamin Netanyahu. “It is over,” an official said.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles."""
    (tmp_path / "2.txt").write_text(FIRST)
    (tmp_path / "10.txt").write_text(SECOND)
    return tmp_path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of so many that processes read them; one of them can't be read."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"A title\n\n“It was number {number},” said Jane Doe{number % 3}.\n")
    (tmp_path / "17.txt").write_bytes(b"\0")
    return tmp_path


def quotes(*words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(reader("quotes", "--json", *words).stdout)
    return found


def said(*words: str) -> str:
    return "\n".join(str(quote["text"]) for quote in quotes(*words))


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_quotes_as_json(articles: Path) -> None:
    done = reader("quotes", "--json", str(articles))
    assert done.stdout.isascii()
    found = json.loads(done.stdout)
    assert list(dict.fromkeys(quote["path"] for quote in found)) == [f"{articles}/2.txt", f"{articles}/10.txt"]
    first = found[0]
    assert (first["path"], first["title"]) == (f"{articles}/2.txt", "Talks end without a deal")
    assert first["text"] == FIRST[first["start"] : first["end"]] == "“We are nearly there,”"
    assert first["speaker"]["actor"] == "Benjamin Netanyahu"
    whole = json.loads(reader("analyze", "--json", f"{articles}/2.txt").stdout)["quotes"][0]
    assert first == {"path": first["path"], "title": first["title"], **whole}


def test_quotes_as_lines_are_those_of_the_list(articles: Path) -> None:
    lines = reader("quotes", "--jsonl", str(articles)).stdout.splitlines()
    assert [json.loads(line) for line in lines] == quotes(str(articles))


def test_no_quotes_are_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n")
    assert quotes(str(tmp_path)) == []
    assert reader("quotes", "--jsonl", str(tmp_path)).stdout == ""
    assert reader("quotes", str(tmp_path)).stdout.split() == ["SPEAKER", "ARTICLE", "QUOTE"]


def test_quotes_for_people_in_a_pipe(articles: Path) -> None:
    wrapped = "\n".join(
        ["“It is very long and goes over a number of lines, all of them as", *["word " * 12 + "word"] * 9]
    )
    (articles / "3.txt").write_text(wrapped + "\nand it ends here, at last,” said Jane Doe.\n")
    head, *lines = reader("quotes", str(articles), COLUMNS="40").stdout.splitlines()
    assert head.split() == ["SPEAKER", "ARTICLE", "QUOTE"]
    assert {line.index(str(articles)) for line in lines} == {head.index("ARTICLE")}
    assert lines[0].split("  ")[0] == "Benjamin Netanyahu"
    assert any(line.endswith(wrapped.replace("\n", " ") + " and it ends here, at last,”") for line in lines)


def test_quotes_as_csv(articles: Path) -> None:
    done = reader("quotes", "--csv", str(articles))
    assert done.stdout.startswith("path,title,start,end,kind,speech,confidence,speaker,source,quote\r\n")
    cells = rows(done.stdout)
    found = quotes(str(articles))
    assert [row["quote"] for row in cells] == [quote["text"] for quote in found]
    assert [(int(row["start"]), row["kind"]) for row in cells] == [(quote["start"], quote["kind"]) for quote in found]
    assert (cells[0]["speaker"], cells[0]["quote"]) == ("Benjamin Netanyahu", "“We are nearly there,”")
    assert (cells[-1]["speaker"], cells[-1]["source"]) == ("", "an official")


def test_quotes_as_markdown(articles: Path) -> None:
    (articles / "2.txt").rename(articles / "a_b.txt")
    lines = reader("quotes", "--md", str(articles)).stdout.splitlines()
    assert lines[:2] == ["| Speaker | Article | Quote |", "| --- | --- | --- |"]
    assert len(lines) == 2 + len(quotes(str(articles)))
    assert any(line.endswith(r"/a\_b.txt | “We are nearly there,” |") for line in lines)


def test_text_in_markdown_stays_text(capsys: pytest.CaptureFixture[str]) -> None:
    table("md", [Column("a"), Column("b")]).add([("A | b <i>*so*</i>", "[x](y)\n`c` \\ &amp; _")])
    written = capsys.readouterr().out.splitlines()[2]
    assert written == r"| A \| b \<i\>\*so\*\</i\> | \[x\](y) \`c\` \\ \&amp; \_ |"


@pytest.mark.parametrize("name", ["netanyahu", "Benjamin  NETANYAHU", "benjamin", "Nétanyahu"])
def test_speakers_by_name(articles: Path, name: str) -> None:
    found = quotes("--speaker", name, str(articles))
    assert found
    assert all(quote["speaker"]["actor"] == "Benjamin Netanyahu" for quote in found)  # type: ignore[index]
    assert {Path(str(quote["path"])).name for quote in found} == {"2.txt", "10.txt"}


def test_speakers_by_what_the_text_calls_them(articles: Path) -> None:
    assert said("--speaker", "official", str(articles)) == "“It is over,”"
    assert "tired" in said("--speaker", "jose alvarez", str(articles))


@pytest.mark.parametrize("name", ["netan", "enjamin", "netanyahu benjamin", ".*", "nobody"])
def test_parts_of_words_are_no_names(articles: Path, name: str) -> None:
    assert quotes("--speaker", name, str(articles)) == []


def test_quotes_by_kind_and_confidence(articles: Path) -> None:
    everything = quotes(str(articles))
    for kind in ("direct", "mixed", "indirect"):
        assert quotes("--kind", kind, str(articles)) == [quote for quote in everything if quote["kind"] == kind]
    assert quotes("--min-confidence", "guess", str(articles)) == everything
    for least, allowed in (("likely", ("likely", "sure")), ("sure", ("sure",))):
        found = quotes("--min-confidence", least, str(articles))
        assert found == [quote for quote in everything if quote["confidence"] in allowed]
    assert all(
        quote["kind"] == "direct" for quote in quotes("--kind", "direct", "--speaker", "official", str(articles))
    )


def test_what_is_no_speech_is_left_out_unless_asked_for(articles: Path) -> None:
    whole = json.loads(reader("analyze", "--json", str(articles)).stdout)
    everything = [quote for article in whole for quote in article["quotes"]]
    assert len(quotes("--all", str(articles))) == len(everything)
    assert quotes(str(articles)) == [quote for quote in quotes("--all", str(articles)) if quote["speech"]]
    assert "“Nearly There”" not in said(str(articles))


def test_actors_as_json(articles: Path) -> None:
    done = reader("actors", "--json", str(articles))
    assert done.stdout.isascii()
    found = json.loads(done.stdout)
    most = found[0]
    assert {key: most[key] for key in ("name", "id", "kind")} == {
        "name": "Benjamin Netanyahu",
        "id": "benjamin-netanyahu",
        "kind": "person",
    }
    assert "Netanyahu" in most["aliases"]
    assert [Path(article["path"]).name for article in most["articles"]] == ["2.txt", "10.txt"]
    assert most["mentions"] == sum(article["mentions"] for article in most["articles"]) >= 3
    counts = [actor["mentions"] for actor in found]
    assert counts == sorted(counts, reverse=True)
    lines = reader("actors", "--jsonl", str(articles)).stdout.splitlines()
    assert [json.loads(line) for line in lines] == found


def test_actors_by_kind(articles: Path) -> None:
    everything = json.loads(reader("actors", "--json", str(articles)).stdout)
    for kind in ("person", "organization", "place", "group"):
        found = json.loads(reader("actors", "--json", "--kind", kind, str(articles)).stdout)
        assert found == [actor for actor in everything if actor["kind"] == kind]


def test_actors_for_people_and_in_tables(articles: Path) -> None:
    head, first, *_ = reader("actors", str(articles)).stdout.splitlines()
    assert head.split() == ["NAME", "KIND", "MENTIONS", "ARTICLES", "ALIASES"]
    assert re.fullmatch(r"●  Benjamin Netanyahu +person +\d+ +2  .*Netanyahu.*", first)
    cells = rows(reader("actors", "--csv", str(articles)).stdout)
    assert list(cells[0]) == ["name", "id", "kind", "mentions", "articles", "aliases"]
    assert (cells[0]["name"], cells[0]["articles"]) == ("Benjamin Netanyahu", "2")
    marked = reader("actors", "--md", str(articles)).stdout.splitlines()
    assert marked[:2] == ["| Name | Kind | Mentions | Articles | Aliases |", "| --- | --- | --: | --: | --- |"]
    assert marked[2].startswith("| Benjamin Netanyahu | person | ")


def test_actors_are_told_apart_by_kind_and_in_every_script() -> None:
    from reader.cli.actors import _identity

    assert _identity(("us", "place", "U.S.", (), 1)) == _identity(("us-2", "place", "US", (), 1))
    assert _identity(("a", "place", "Washington", (), 1)) != _identity(("a", "person", "Washington", (), 1))
    assert _identity(("actor", "person", "习近平", (), 1)) != _identity(("actor", "person", "李克强", (), 1))


@pytest.mark.parametrize("command", ["actors", "quotes"])
@pytest.mark.parametrize("form", ["", "--json", "--jsonl", "--csv", "--md"])
def test_what_cannot_be_read_is_said_and_the_rest_printed(articles: Path, command: str, form: str) -> None:
    before = reader(command, *filter(None, [form]), str(articles)).stdout
    (articles / "3.txt").write_bytes(b"\0")
    done = reader(command, *filter(None, [form]), str(articles))
    assert one_line(done, 1) == f"reader: {articles}/3.txt: holds NUL bytes, so it is no text\n"
    assert done.stdout == before


def test_standard_input_beside_files(articles: Path) -> None:
    done = reader("quotes", "--jsonl", f"{articles}/10.txt", "-", "-", data="“No,” said Jane Doe.".encode())
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()][-2:] == [f"{articles}/10.txt", "-"]
    assert [row["name"] for row in rows(reader("actors", "--csv", "-", data=b"Jane Doe left.").stdout)] == ["Jane Doe"]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["quotes"], 2, "required: PATH"),
        (["quotes", "--kind", "x\x1b[m", "y"], 2, "--kind"),
        (["quotes", "--min-confidence", "maybe", "y"], 2, "maybe"),
        (["quotes", "--speaker", " ", "y"], 2, "--speaker needs a name"),
        (["quotes", "--csv", "--md", "y"], 2, "not allowed with"),
        (["actors", "--kind", "direct", "y"], 2, "direct"),
        (["actors", "no-such-file"], 1, "no-such-file: no such file or directory"),
    ],
)
def test_errors_are_one_line(words: list[str], status: int, told: str) -> None:
    assert told in one_line(reader(*words), status)


def test_help_tells_of_the_commands() -> None:
    top = reader("--help").stdout
    assert "actors" in top
    assert "quotes" in top
    for option in ("--speaker", "--kind", "--min-confidence", "--all", "--json", "--jsonl", "--csv", "--md"):
        assert option in reader("quotes", "--help").stdout


def test_spreadsheets_compute_nothing(tmp_path: Path) -> None:
    path = tmp_path / "=1+1,\n\t.txt"
    path.write_text('+HYPERLINK("x","y")\n\nJane Doe said that it is, "so", over. @Jane said that it is not.\n')
    cells = rows(reader("quotes", "--csv", "./" + path.name, cwd=tmp_path).stdout)
    assert cells[0]["title"] == '\'+HYPERLINK("x","y")'
    named = rows(reader("quotes", "--csv", path.name, cwd=tmp_path).stdout)
    assert named[0]["path"] == "'=1+1, .txt"
    written = [cell for row in [*cells, *named] for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in written)


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_every_formula_is_guarded(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    table("csv", [Column("a"), Column("b")]).add([(f'{start}1, "x"', f"1{start}")])
    assert rows(capsys.readouterr().out)[0] == {"a": f'\'{start}1, "x"', "b": f"1{start}"}


FORMS = ["", "--json", "--jsonl", "--csv", "--md"]


@pytest.mark.parametrize(
    ("command", "form"), [*itertools.product(["actors", "quotes"], FORMS), *itertools.product(["analyze"], FORMS[:3])]
)
def test_nothing_hostile_comes_through(tmp_path: Path, command: str, form: str) -> None:
    evil = "\x1b]0;x\x07\x9b31m\x7f\u202e\u2066"
    name = os.fsdecode(b"a\x1b[31m\xff\r\n.txt")
    (tmp_path / name).write_text(f"Ti{evil}tle\n\n“Yes{evil}\r\nno,” Jane {evil}Doe Smith said{evil}.\n")
    done = reader(command, *filter(None, [form]), str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    bare = done.stdout.replace("\r\n", "\n") if form == "--csv" else done.stdout
    assert all(char.isprintable() or char == "\n" for char in bare)
    assert "\udcff" not in bare


def test_few_articles_start_no_processes_and_import_little(articles: Path) -> None:
    code = "import sys; from reader.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    for command in ("quotes", "actors"):
        words = [sys.executable, "-c", code, command, str(articles)]
        done = subprocess.run(words, capture_output=True, text=True, check=True, env=CLEAN)
        assert not set(done.stderr.split()) & {
            "textual",
            "rich",
            "asyncio",
            "multiprocessing",
            "csv",
            "json",
            "tomllib",
        }


@pytest.mark.parametrize(
    "words", [("quotes",), ("quotes", "--csv"), ("quotes", "--jsonl"), ("actors", "--json"), ("analyze", "--jsonl")]
)
def test_processes_change_nothing(many: Path, words: tuple[str, ...]) -> None:
    one = os.sched_getaffinity(0).pop() if hasattr(os, "sched_getaffinity") else None
    if one is None or len(os.sched_getaffinity(0)) < 2:
        pytest.skip("needs two cores, and a way to allow only one")
    fast = reader(*words, str(many), PYTHONHASHSEED="0")
    code = f"import os; os.sched_setaffinity(0, [{one}]); from reader.cli import main; raise SystemExit(main())"
    environment = {**CLEAN, "XDG_CONFIG_HOME": "/nowhere", "PYTHONHASHSEED": "0"}
    slow = subprocess.run([sys.executable, "-c", code, *words, str(many)], capture_output=True, env=environment)
    assert fast.stdout == slow.stdout.decode()
    assert fast.stderr == slow.stderr.decode()
    assert fast.returncode == slow.returncode == 1
    if words == ("quotes", "--jsonl"):
        numbers = [int(Path(json.loads(line)["path"]).stem) for line in fast.stdout.splitlines()]
        assert numbers == [number for number in range(40) if number != 17]


def test_standard_input_among_many(many: Path) -> None:
    done = reader("quotes", "--jsonl", f"{many}/0.txt", "-", str(many), data="“No,” said Jane Doe.".encode())
    paths = [json.loads(line)["path"] for line in done.stdout.splitlines()]
    assert paths[:3] == [f"{many}/0.txt", "-", f"{many}/1.txt"]
    assert len(paths) == 40


def _tell(number: int) -> int:
    """Work that some numbers do not survive."""
    if number in (6, 7, 23):
        os._exit(3)
    return number * 2


def _stays(number: int) -> bool:
    return number in (9, 10)


def _negated(number: int) -> int:
    return -number


def _pid(_: int) -> int:
    return os.getpid()


def test_an_item_that_ends_its_process_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    found = list(parallel.each(range(40), _tell, _negated, _stays))
    assert found == [-number if number in (6, 7, 23) else number * 2 for number in range(40)]


def test_what_must_stay_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    here = [pid == os.getpid() for pid in parallel.each(range(20), _pid, _negated, _stays)]
    assert [number for number, stayed in enumerate(here) if stayed] == [0, 9, 10]


def test_going_away_in_the_middle_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    results = parallel.each(range(1000), _pid, _negated, _stays)
    pids = set(itertools.islice(results, 1, 9))
    results.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def _fails(article: Article, found: Analysis) -> str:
    raise KeyError(article.path)


def test_a_fault_of_the_program_costs_one_article(articles: Path) -> None:
    outcomes = list(reading.each([str(articles)], _fails))
    assert outcomes == [Skipped(f"{articles}/{name}", "can't be analysed: KeyError") for name in ("2.txt", "10.txt")]


class Terminal:
    """A program whose output or diagnostics go to a terminal."""

    def __init__(self, *words: str, out: bool, columns: int = 80, **environment: str) -> None:
        self._outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        clean = {key: value for key, value in CLEAN.items() if key not in ("COLUMNS", "NO_COLOR")}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "reader", *words],
            stdin=subprocess.DEVNULL,
            stdout=inner if out else subprocess.PIPE,
            stderr=subprocess.PIPE if out else inner,
            env={**clean, "TERM": "xterm", "XDG_CONFIG_HOME": "/nowhere", **environment},
            start_new_session=True,
        )
        os.close(inner)

    def shown(self) -> str:
        """All that comes to the terminal until the program ends."""
        pieces: list[bytes] = []
        try:
            while piece := os.read(self._outer, 65536):
                pieces.append(piece)
        except OSError:
            pass
        os.close(self._outer)
        return b"".join(pieces).decode()


def plain(shown: str) -> Iterator[str]:
    return (line for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines())


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_tables_fit_the_terminal(articles: Path, columns: int) -> None:
    (articles / "3.txt").write_text(f"“It is {'really ' * 40}over,” said 习近平 and Jane Doe.\n")
    for command in ("quotes", "actors"):
        terminal = Terminal(command, str(articles), out=True, columns=columns)
        shown = terminal.shown()
        assert terminal.program.wait() == 0
        assert shown.startswith("\x1b[1m")
        assert shown.count("\x1b") == 2  # the head is bold, and that is all
        if command == "quotes":
            assert all(len(line) <= columns for line in plain(shown))
            assert any(line.endswith("really…") for line in plain(shown))


def test_no_colour_where_none_is_wanted(articles: Path) -> None:
    shown = Terminal("quotes", str(articles), out=True, NO_COLOR="1").shown()
    assert not re.search(r"\x1b\[[0-9;]*[34]\d", shown)
    assert "\x1b" not in Terminal("quotes", str(articles), out=True, TERM="dumb").shown()


@pytest.mark.parametrize("words", [("quotes", "--jsonl"), ("actors", "--csv"), ("analyze", "--json")])
def test_a_bar_on_the_terminal_leaves_the_output_alone(many: Path, words: tuple[str, ...]) -> None:
    expected = reader(*words, str(many), PYTHONHASHSEED="0").stdout
    terminal = Terminal(*words, str(many), out=False, PYTHONHASHSEED="0")
    assert terminal.program.stdout is not None
    shown = terminal.shown()
    assert terminal.program.stdout.read().decode() == expected
    assert terminal.program.wait() == 1
    assert "Reading" in shown
    assert "17.txt: holds NUL bytes" in " ".join(shown.split())


def test_an_interrupt_ends_everything_quickly(many: Path) -> None:
    for number in range(40, 600):
        (many / f"{number}.txt").write_text("“It was so,” said Jane Doe, who had seen John Smith. " * 200)
    program = subprocess.Popen(
        [sys.executable, "-m", "reader", "quotes", "--jsonl", str(many)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=CLEAN,
        start_new_session=True,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.read(10_000)
    os.killpg(program.pid, signal.SIGINT)
    sent = time.monotonic()
    program.stdout.read()
    told = program.stderr.read().decode()  # to its end: no process holds it any more
    assert program.wait(20) == 130
    assert told in ("", f"reader: {many}/17.txt: holds NUL bytes, so it is no text\n")
    assert time.monotonic() - sent < 10


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here (READER_CORPUS names it)")
def test_the_whole_corpus_in_one_call() -> None:
    number = len(list(CORPUS.glob("**/*.txt")))
    done = reader("quotes", "--jsonl", str(CORPUS))
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    paths = [path for path, _ in itertools.groupby(quote["path"] for quote in found)]
    assert len(paths) == len(set(paths)) > 0.8 * number
    actors = rows(reader("actors", "--csv", str(CORPUS)).stdout)
    assert int(actors[0]["articles"]) > 10
