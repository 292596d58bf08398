"""The command as it is installed: forms, exit statuses, errors, weight."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "PYTHON"))}


def reader(*words: str, data: bytes = b"", cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "reader", *words],
        input=data,
        capture_output=True,
        cwd=cwd,
        env={**CLEAN, "XDG_CONFIG_HOME": "/nowhere", **environment},
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert "\x1b" not in out + err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def one_line(done: subprocess.CompletedProcess[str], status: int) -> str:
    assert done.returncode == status
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("reader: ")
    return done.stderr


def test_version() -> None:
    assert reader("--version").stdout == "reader 0.1.0\n"
    assert reader("-V").returncode == 0


def test_help_names_every_command() -> None:
    done = reader("--help")
    assert done.returncode == 0
    for word in ("open", "analyze", "themes", "locate", "Exit status"):
        assert word in done.stdout
    assert "--jsonl" in reader("analyze", "--help").stdout


@pytest.mark.parametrize("words", [["--version"], ["locate"], ["analyze", str(SEEDS)]])
def test_what_commands_import(words: list[str]) -> None:
    code = f"import sys; from reader.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=CLEAN)
    loaded = set(done.stderr.split())
    forbidden = {"textual", "rich", "asyncio", "trafilatura", "rapidfuzz"}
    if words == ["--version"]:
        forbidden |= {"argparse", "typing", "re", "reader.model"}
    assert not loaded & forbidden


def test_one_file_as_json() -> None:
    path = next(SEEDS.glob("001*")).relative_to(ROOT)
    done = reader("analyze", "--json", str(path))
    assert done.stdout.isascii()
    found = json.loads(done.stdout)
    text = path.read_text()
    assert found["path"] == str(path)
    assert (found["words"], found["title_origin"], found["byline"]) == (609, "derived", None)
    assert text[found["boilerplate"][0]["start"] : found["boilerplate"][0]["end"]] == "© 2024 Bloomberg L.P."
    assert found["quotes"]
    for quote in found["quotes"]:
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert quote["kind"] in ("direct", "mixed", "indirect")
        if quote["cue"]:
            assert text[quote["cue"]["start"] : quote["cue"]["end"]] == quote["cue"]["text"]
        if quote["speaker"]:
            assert set(quote["speaker"]) == {"start", "end", "text", "actor"}
    for actor in found["actors"]:
        assert all(text[m["start"] : m["end"]] == m["text"] for m in actor["mentions"])


def test_a_folder_as_json_and_lines(tmp_path: Path) -> None:
    (tmp_path / "2.txt").write_text("He said so.\n")
    (tmp_path / "10.txt").write_bytes(bytes(range(256)))
    (tmp_path / "11.txt").write_text("She said so.\n")
    done = reader("analyze", "--jsonl", str(tmp_path))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(line["path"]).name for line in lines] == ["2.txt", "10.txt", "11.txt"]
    assert lines[1] == {"path": f"{tmp_path}/10.txt", "error": "holds NUL bytes, so it is no text"}
    assert "no text" in one_line(done, 1)
    assert json.loads(reader("analyze", "--json", str(tmp_path)).stdout) == lines


def test_standard_input() -> None:
    found = json.loads(reader("analyze", "--json", "-", data="“No,” said Jane Doe.".encode()).stdout)
    assert (found["path"], found["words"]) == ("-", 4)


def test_for_people() -> None:
    done = reader("analyze", str(SEEDS))
    assert done.returncode == 0
    assert "US Loses Trust in Israel Over Iran\n" in done.stdout
    assert "916 words" in done.stdout


def test_output_survives_narrow_encodings() -> None:
    done = reader("analyze", str(SEEDS), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    assert "\\u201c" in done.stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["analyze", "no-such-file"], 1, "no-such-file: no such file or directory"),
        (["analyze", "a\x1b]0;x\x07"], 1, "no such file"),
        (["analyze"], 2, "required: PATH"),
        (["analyze", "--json", "--jsonl", "x"], 2, "not allowed with"),
        (["--nonsense"], 2, "--nonsense"),
        (["themes", "extra"], 2, "extra"),
        ([], 2, "standard input is no terminal"),
        (["open", "-"], 2, "standard input can't be opened"),
        (["./analyze"], 2, "no terminal"),
    ],
)
def test_errors_are_one_line(words: list[str], status: int, said: str) -> None:
    assert said in one_line(reader(*words), status)


def test_an_empty_folder_is_wrong_use(tmp_path: Path) -> None:
    assert "no article here" in one_line(reader("analyze", str(tmp_path)), 2)


def on_a_terminal(*words: str, term: str = "xterm", config: str = "/nowhere") -> tuple[int, str]:
    """Run with a terminal for input and output, standard error apart."""
    outer, inner = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reader", *words],
            stdin=inner,
            stdout=inner,
            stderr=subprocess.PIPE,
            env={**CLEAN, "TERM": term, "XDG_CONFIG_HOME": config},
            timeout=60,
            check=False,
        )
    finally:
        os.close(inner)
        os.close(outer)
    return done.returncode, done.stderr.decode()


def test_nothing_to_open_on_a_terminal(tmp_path: Path) -> None:
    assert on_a_terminal(str(tmp_path / "no")) == (2, f"reader: {tmp_path}/no: no such file or directory\n")
    assert on_a_terminal("open", f"{tmp_path}/no:¶12")[1] == f"reader: {tmp_path}/no: no such file or directory\n"
    assert "no article here" in on_a_terminal(str(tmp_path))[1]
    assert "TERM" in on_a_terminal(str(SEEDS), term="dumb")[1]


def test_faults_of_the_configuration_are_told(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader/config.toml").write_text('tehme = "ink"\n')
    status, said = on_a_terminal(str(tmp_path / "no"), config=str(tmp_path))
    assert status == 2
    assert said.splitlines()[0] == (
        f"reader: {tmp_path}/reader/config.toml: tehme: there is no such setting; did you mean theme?"
    )


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m reader analyze {SEEDS} {SEEDS} --jsonl | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env=CLEAN)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_is_an_error() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "analyze", str(SEEDS)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (1, b"reader: the output can't be written: no space left on device\n")


def test_themes_and_locations() -> None:
    themes = json.loads(reader("themes", "--json").stdout)
    assert {"name", "title", "description", "dark"} <= set(themes[0])
    assert themes[0]["name"] in reader("themes").stdout
    places = json.loads(reader("locate", "--json").stdout)
    assert places["config"] == "/nowhere/reader/config.toml"
    assert places["config"] in reader("locate").stdout
