"""One browser for all tests of a file, closed after them."""

from collections.abc import Iterator

import pytest

from tests.browser.chromium import PROGRAM, Chromium


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A browser, where there is one."""
    if PROGRAM is None:
        pytest.skip("there is no Chromium here (Debian's package chromium)")
    opened = Chromium(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()
