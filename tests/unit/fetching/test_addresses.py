"""Addresses: what is asked for, and where it leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.fetching.addresses import is_address, is_public, names_private, parse


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("https://E.org", "https://e.org/"),
        ("http://e.org:80/a b".replace(" ", "%20"), "http://e.org/a%20b"),
        ("https://e.org:8443/ä?q=ö#part", "https://e.org:8443/%C3%A4?q=%C3%B6"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        (" https://e.org/ ", "https://e.org/"),
    ],
)
def test_the_form_that_is_sent(written: str, whole: str) -> None:
    assert str(parse(written)) == whole
    assert str(parse(whole)) == whole


@pytest.mark.parametrize(
    "written",
    [
        *("", "e.org", "ftp://e.org/", "file:///etc/passwd", "javascript:x", "https://", "https:///a", "http://a b/"),
        *("https://user@e.org/", "https://user:word@e.org/", "https://@e.org/", "http://e.org:99999/", "http://[::1/"),
        *("http://e.org/\r\nX: y", "http://e.org/\x1b", "http://e\u202e.org/", "http://-a.org/", "http://a..b/"),
        *(
            "http://" + "a" * 300 + ".org/",
            "http://e.org/" + "a" * 5_000,
            "http://ex%61mple.org/",
            "http://1.2.3.4.5.6\\@x/",
        ),
    ],
)
def test_what_is_no_address(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(written)


def test_where_a_server_sends() -> None:
    here = parse("https://e.org/a/b?c")
    assert str(parse("../d", here)) == "https://e.org/d"
    assert str(parse("//f.org/g", here)) == "https://f.org/g"
    with pytest.raises(ValueError, match="only http and https"):
        parse("file:///etc/passwd", here)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        *(("93.184.216.34", True), ("2606:2800:220:1::1", True), ("64:ff9b::5db8:d822", True)),
        *(("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("0.0.0.0", False)),
        *(("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False)),
        *(("::1", False), ("::", False), ("fe80::1%eth0", False), ("fd00::1", False), ("ff02::1", False)),
        *(
            ("::ffff:127.0.0.1", False),
            ("::ffff:10.0.0.1", False),
            ("64:ff9b::7f00:1", False),
            ("2002:7f00:1::", False),
        ),
    ],
)
def test_what_is_public(number: str, public: bool) -> None:
    assert is_public(number) == public
    assert names_private(number.partition("%")[0]) != public


def test_names_of_private_networks() -> None:
    for name in ("localhost", "printer", "nas.local", "a.b.internal", "x.home.arpa"):
        assert names_private(name)
    for name in ("e.org", "local.org", "127.0.0.1.nip.example"):
        assert not names_private(name)


def test_addresses_and_files() -> None:
    assert is_address("https://e.org/")
    assert is_address("gopher://e.org")
    for name in ("a.html", "/x//y", "C:\\a", "a:b", "-"):
        assert not is_address(name)


@given(st.text(max_size=60) | st.text("htps:/@[]%#?.:ab1\\ ", max_size=40).map("http://".__add__))
def test_an_address_that_is_one_holds_nothing_strange(written: str) -> None:
    try:
        address = str(parse(written))
    except ValueError as fault:
        assert str(fault)
        return
    assert address.isascii()
    assert address.isprintable()
    assert " " not in address
    assert str(parse(address)) == address
