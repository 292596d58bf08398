"""Where things live."""

from pathlib import Path

import pytest

from reader import locations


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "DATA_HOME"):
        monkeypatch.delenv(f"XDG_{name}", raising=False)


def test_usual_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jane/")
    assert locations.config() == "/home/jane/.config/reader"
    assert locations.state() == "/home/jane/.local/state/reader"
    assert locations.cache() == "/home/jane/.cache/reader"
    assert locations.data() == "/home/jane/.local/share/reader"
    assert locations.config_file() == "/home/jane/.config/reader/config.toml"


def test_named_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jane")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/etc/jane/")
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert locations.config() == "/etc/jane/reader"
    assert locations.state() == "/home/jane/.local/state/reader"


def test_no_home_is_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    assert locations.config().endswith("/.config/reader")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert locations.config().startswith("/tmp/reader-")


def test_what_comes_with_the_program() -> None:
    root = Path(__file__).resolve().parents[2]
    assert locations.seeds() == str(root / "seeds")
    assert locations.themes()[0] == str(root / "themes")
    assert Path(locations.samples()).is_dir()


def test_outside_a_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "_HERE", "/usr/lib/python3/site-packages/reader")
    assert locations.seeds() is None
    assert locations.themes()[0] == "/usr/lib/python3/site-packages/reader/themes"


def test_user_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jane")
    assert locations.user_path("~/news") == "/home/jane/news"
    assert locations.user_path("~") == "/home/jane"
    assert locations.user_path("~jane/news") == "~jane/news"
    assert locations.user_path("news") == "news"
