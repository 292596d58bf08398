"""Fetching, from a server on the loopback only."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from reader.fetching import web
from tests.unit.fetching.serving import Served, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving() as served:
        yield served


def test_a_page(server: Served) -> None:
    page = web.fetch(server.page("/a", b"<p>Hello"))
    assert page == (f"{server.address}/a", "text/html", b"\xef\xbb\xbf<p>Hello")
    path, headers = server.asked[-1]
    assert path == "/a"
    assert headers["User-Agent"].startswith("closereader/")
    assert {key.lower() for key in headers} <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_the_charset_that_the_server_names(server: Served) -> None:
    assert web.fetch(server.page("/c", b"caf\xe9", "text/plain; charset=ISO-8859-1")).data.decode() == "\ufeffcafé"
    for charset in ("zlib", "punycode", "no-such", "undefined"):
        assert web.fetch(server.page("/c", b"x-", f"text/plain; charset={charset}")).data == b"x-"
    assert web.fetch(server.page("/c", b"\xef\xbb\xbfx", "text/html; charset=utf-16")).data == b"\xef\xbb\xbfx"
    assert web.fetch(server.page("/c", b"%PDF\xe9", "application/pdf; charset=latin1")).data == b"%PDF\xe9"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "bare"])
def test_what_is_packed(server: Served, coding: str) -> None:
    body = b"<p>Hello" * 5_000
    bare = zlib.compressobj(wbits=-15)
    packed = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "bare": bare.compress(body) + bare.flush()}
    server.answers["/z"] = 200, {"Content-Encoding": coding.replace("bare", "deflate")}, packed[coding]
    assert web.fetch(f"{server.address}/z").data == body
    server.answers["/z"] = 200, {"Content-Encoding": coding.replace("bare", "deflate")}, packed[coding][:-12]
    with pytest.raises(ValueError, match="broke off"):
        web.fetch(f"{server.address}/z")


def test_damage_and_strange_packings(server: Served) -> None:
    server.answers["/z"] = 200, {"Content-Encoding": "gzip"}, b"not packed at all"
    with pytest.raises(ValueError, match=r"."):
        web.fetch(f"{server.address}/z")
    server.answers["/z"] = 200, {"Content-Encoding": "br"}, b"x"
    with pytest.raises(ValueError, match="not asked for"):
        web.fetch(f"{server.address}/z")


def test_what_is_too_large_is_not_read_to_its_end(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LIMIT", 1 << 20)
    server.answers["/big"] = 200, {"Content-Length": str(10 << 20)}, b""
    with pytest.raises(ValueError, match="the limit of 1 MB"):
        web.fetch(f"{server.address}/big")
    server.answers["/big"] = 200, {}, b"x" * (3 << 20)
    with pytest.raises(ValueError, match="the limit of 1 MB"):
        web.fetch(f"{server.address}/big")
    server.answers["/bomb"] = 200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * (200 << 20))
    with pytest.raises(ValueError, match="the limit of 1 MB"):
        web.fetch(f"{server.address}/bomb")


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a little at a time, never the end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    try:
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        pass


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    """The same, with headers."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(200):
            handler.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        pass


@pytest.mark.parametrize("slow", [drip, drip_headers])
def test_all_has_to_come_in_time(server: Served, slow: object) -> None:
    server.answers["/slow"] = slow  # type: ignore[assignment]
    with pytest.raises(ValueError, match="takes longer than may be"):
        web.fetch(f"{server.address}/slow", seconds=0.4)


def test_what_breaks_off(server: Served) -> None:
    server.answers["/cut"] = 200, {"Content-Length": "100"}, b"only this"
    with pytest.raises(ValueError, match="broke off"):
        web.fetch(f"{server.address}/cut")
    server.answers["/cut"] = 200, {"Transfer-Encoding": "chunked"}, b"5\r\nhello\r\n"
    with pytest.raises(ValueError, match=r"."):
        web.fetch(f"{server.address}/cut")


def test_what_a_server_refuses(server: Served) -> None:
    with pytest.raises(ValueError, match="the server says 404 Not Found"):
        web.fetch(f"{server.address}/none")


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n"])
def test_what_speaks_no_http(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(1_000)
                line.sendall(said)

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(ValueError, match=r"."):
            web.fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/")


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ValueError, match="connection refused"):
        web.fetch(f"http://127.0.0.1:{port}/")


def test_being_sent_on(server: Served) -> None:
    server.page("/there", b"here")
    for status in (301, 302, 303, 307, 308):
        server.answers["/go"] = status, {"Location": "there"}, b""
        assert web.fetch(f"{server.address}/go").address == f"{server.address}/there"
    server.answers["/round"] = 302, {"Location": "/round"}, b""
    with pytest.raises(ValueError, match="more than 5 times"):
        web.fetch(f"{server.address}/round")
    server.answers["/away"] = 302, {"Location": "file:///etc/passwd"}, b""
    with pytest.raises(ValueError, match="only http and https"):
        web.fetch(f"{server.address}/away")


def test_being_sent_elsewhere_in_a_private_network_is_refused(server: Served) -> None:
    with serving() as other:
        other.page("/secret", b"secret")
        for target in (f"{other.address}/secret", other.address.replace("127.0.0.1", "localhost") + "/secret"):
            server.answers["/trap"] = 302, {"Location": target}, b""
            with pytest.raises(ValueError, match="private network"):
                web.fetch(f"{server.address}/trap")
        assert other.asked == []


def test_a_public_name_that_leads_into_a_private_network_is_refused(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    before = len(server.asked)
    with pytest.raises(ValueError, match="private network"):
        web.fetch(server.address.replace("127.0.0.1", "rebound.example.org"))
    assert len(server.asked) == before


def test_what_was_found_elsewhere_may_not_name_a_private_network(server: Served) -> None:
    address = server.page("/linked", b"x")
    with pytest.raises(ValueError, match="private network"):
        web.fetch(address, trusted="https://feed.example.org/rss")
    assert web.fetch(address, trusted=f"{server.address}/rss").data


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    with pytest.raises(ValueError, match=r"no server e\.example\.org"):
        web.fetch("https://e.example.org/")


def test_a_certificate_that_is_none(server: Served) -> None:
    with pytest.raises(ValueError, match="no secure connection"):
        web.fetch(server.address.replace("http:", "https:"), seconds=5)
