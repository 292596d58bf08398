"""What is let in to a served reader, and what is not."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import TestServer, unused_port

from reader.serving import server
from reader.serving.server import _Server


@pytest.fixture
async def served() -> AsyncIterator[_Server]:
    """A server that answers, whose readers end at once."""
    made = _Server("exec true", unused_port(), 'A <b>"title"</b>')
    answering = TestServer(made.app(), host=server.HOST, port=made.port)
    await answering.start_server()
    yield made
    await answering.close()


async def status(address: str, **headers: str) -> int:
    async with ClientSession() as session, session.get(address, headers=headers) as answer:
        return answer.status


async def test_the_page_is_whole_and_may_do_little(served: _Server) -> None:
    async with ClientSession() as session, session.get(served.address) as answer:
        content = await answer.text()
        assert answer.status == 200
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert "<title>A &lt;b&gt;&quot;title&quot;&lt;/b&gt;</title>" in content
    assert "https://" not in content
    assert f"ws://127.0.0.1:{served.port}/" in content
    assert await status(f"{served.address}static/js/textual.js") == 200
    assert await status(f"{served.address}static/css/xterm.css") == 200
    assert await status(f"{served.address}page.js") == 200


async def test_what_has_no_token_is_refused(served: _Server) -> None:
    root = served.public_url
    token = served.address.removeprefix(root).strip("/")
    assert len(token) >= 43
    for path in ("/", "/x/", f"/{token[:-1]}/", f"/{token}x/", f"/{token.swapcase()}/", "/é/", f"/x/{token}/", "//"):
        assert await status(root + path) == 403, path
    for path in ("/static/js/textual.js", "/ws", f"/{'0' * len(token)}/static/js/textual.js"):
        assert await status(root + path) == 403, path
    assert await status(f"{served.address}nowhere") == 404
    assert await status(f"{served.address}static/../../server.py") == 403
    assert await status(f"{served.address}static/%2e%2e/server.py") in (403, 404)


async def test_other_names_and_other_pages_are_refused(served: _Server) -> None:
    at = served.address
    assert await status(at, Host=f"localhost:{served.port}") == 200
    assert await status(at, Origin=f"http://localhost:{served.port}") == 200
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1:1", "localhost.evil.example", ""):
        assert await status(at, Host=host) in (400, 403), host
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{served.port}", "http://127.0.0.1:1", "file://"):
        assert await status(at, Origin=origin) == 403, origin
        assert await status(f"{at}ws", Origin=origin) == 403, origin
    assert await status(f"{at}ws") == 400


@pytest.mark.parametrize("size", ["0", "-1", "1001", "99999999", "x", "", "²"])
async def test_sizes_that_no_terminal_has(served: _Server, size: str) -> None:
    assert await status(f"{served.address}ws?width={size}&height=24", Origin=served.public_url) == 400


async def test_a_reader_that_ends_closes_its_socket_and_they_are_counted(served: _Server) -> None:
    headers = {"Origin": served.public_url}
    async with ClientSession() as session, session.ws_connect(f"{served.address}ws", headers=headers) as opened:
        assert len(served._opened) == 1
        assert (await opened.receive(timeout=10)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
    while served._opened:
        await asyncio.sleep(0.01)
    served._opened.update(web.WebSocketResponse() for _ in range(server._MOST))
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError) as refused:
            await session.ws_connect(f"{served.address}ws", headers=headers)
        assert refused.value.status == 503
    served._opened.clear()


async def test_what_is_no_message_ends_the_reader(served: _Server) -> None:
    served.command = "exec sleep 60"
    headers = {"Origin": served.public_url}
    async with ClientSession() as session, session.ws_connect(f"{served.address}ws", headers=headers) as opened:
        await opened.send_str("[5")
        assert (await opened.receive(timeout=10)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)


def test_only_the_loopback_interface_and_only_a_free_port() -> None:
    taken = server.listen(0)
    with taken:
        host, port = taken.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(OSError, match="in use"):
            server.listen(port)
    for port in (-1, 70_000):
        with pytest.raises(OSError):
            server.listen(port)


def test_a_command_for_the_shell() -> None:
    made = server.command_of(["a b", "$(x)", "'; rm"], {"NAME": "a value"})
    assert made == """exec env 'NAME=a value' 'a b' '$(x)' ''"'"'; rm' 2>/dev/null"""
