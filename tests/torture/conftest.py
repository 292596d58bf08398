"""The homes and terminals of the safety tests."""

from tests.safety.conftest import around, open_terminal  # noqa: F401 - fixtures
