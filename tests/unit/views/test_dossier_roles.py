"""The roles that stand beside a name."""

import pytest
from tests.unit.views.gathered import digested


def roles(text: str, name: str = "Jane Doe") -> list[str]:
    return [role.text for actor in digested(text).actors if actor.name == name for role in actor.roles]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday Defense Minister Jane Doe left.", ["Defense Minister"]),
        ("On Monday the Israeli defense minister Jane Doe left.", ["Israeli defense minister"]),
        ("On Monday former US President Jane Doe left.", ["former US President"]),
        ("On Monday White House spokeswoman Jane Doe left.", ["White House spokeswoman"]),
        ("White House spokeswoman Jane Doe left on Monday.", ["White House spokeswoman"]),
        ("On Monday Jane Doe, the defense minister, left.", ["defense minister"]),
        ("On Monday Jane Doe, a former adviser to the mayor, left.", ["former adviser to the mayor"]),
        ("On Monday Jane Doe, Israel’s defense minister, left.", ["Israel’s defense minister"]),
        ("On Monday they met Jane Doe, the director of the museum.", ["director of the museum"]),
        ("On Monday Jane Doe, a professor at M.I.T., left.", ["professor at M.I.T."]),
        ("On Monday Jane Doe, a lawyer who came late, left.", ["lawyer"]),
        ("On Monday his sister Jane Doe left.", ["sister"]),
        ("On Monday they sent her adviser, Jane Doe, to Rome.", ["adviser"]),
        ("On Monday they met with China’s president, Jane Doe, in Rome.", ["China’s president"]),
    ],
)
def test_roles(text: str, expected: list[str]) -> None:
    assert roles(f"It was late. {text}") == expected


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Jane Doe left.",
        "On Monday Mrs. Jane Doe left.",
        "On Monday Jane Doe, the president said, left.",
        "On Monday Jane Doe, the president and the mayor left.",
        "On Monday, Jane Doe, as a teenager, left.",
        "On Monday former presidents Jane Doe and John Roe left.",
        "On Monday advisers Jane Doe and John Roe left.",
        "He had seen the president. Jane Doe left.",
        "On Monday Jane Doe, however, left.",
    ],
)
def test_no_roles(text: str) -> None:
    assert roles(f"It was late. {text}") == []


def test_a_role_that_stands_for_the_name() -> None:
    text = "President Jane Doe came. Nobody else did. The president said that she was tired."
    assert roles(text) == ["President", "president"]


def test_only_persons_have_roles() -> None:
    text = "The news agency Anadolu, the voice of the state, said so. Anadolu, the official speaker, said more."
    assert all(actor.roles == () for actor in digested(text).actors if actor.kind != "person")


def test_roles_take_time_in_proportion() -> None:
    """What is looked at beside a name is limited, whatever the article holds."""
    text = "Jane Doe, " + "the chief of " * 20_000 + "staff, left."
    assert roles(text) == []
