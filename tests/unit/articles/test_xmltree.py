"""XML that attacks whoever reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import xmltree
from reader.articles.xmltree import attribute, child, content, name, parse

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def test_names_texts_and_attributes() -> None:
    root = parse(b'<a xmlns="u:one" xmlns:t="u:two"><t:b t:k="1" k="2">x<c/>y&nbsp;&eacute;&#33;</t:b></a>')
    found = child(root, "b")
    assert found is not None
    assert (name(root), name(found), attribute(found, "k"), attribute(found, "none")) == ("a", "b", "2", "")
    assert content(found) == "xy\xa0é!"
    assert child(root, "b", "c") is not None
    assert child(root, "no", "c") is None


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY l0 "ha">{LAUGHS}',
        f'<!ENTITY q "{"x" * 100_000}">',
        '<!ENTITY f SYSTEM "file:///etc/hostname">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;',
        '<!ENTITY % p "<!ENTITY q &#34;z&#34;>"> %p;',
    ],
)
def test_entities_of_its_own_are_refused(declared: str) -> None:
    with pytest.raises(ValueError, match="declares entities"):
        parse(f"<!DOCTYPE a [{declared}]><a>&l9;&q;&f;</a>".encode())


def test_a_document_type_from_elsewhere_is_not_looked_for() -> None:
    root = parse(b'<!DOCTYPE html PUBLIC "-//X" "http://127.0.0.1:9/x.dtd"><html>&mdash;&unheardof;</html>')
    assert content(root) == "—"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<a>" * 300, "nested too deeply"),
        (b"<a>" + b"<b/>" * (xmltree.MOST + 1) + b"</a>", "600,000 elements"),
        (b" " * (xmltree.LIMIT + 1), "limit of 32 MB"),
        (b"", "no whole XML"),
        (b"<a>", "no whole XML"),
        (b"<a>&</a>", "no whole XML"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "no whole XML"),
        (b"<?xml version='1.0' encoding='utf-16'?><a/>", "no whole XML"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(data)


@given(st.binary(max_size=200) | st.text("<>/ab&;![]-\"'= ?", max_size=200).map(str.encode))
def test_anything_is_a_tree_or_refused(data: bytes) -> None:
    try:
        assert parse(data) is not None
    except ValueError as fault:
        assert str(fault)
