"""One page with a terminal in it, and a socket to a reader of its own: for this machine, and who has the token.

The terminal, and the way to talk with a reader, are Textual's (textual-serve). What lets a request in is here: it comes
to the loopback interface, names this server by an address of this machine, which pages of other sites that have bent a
name of theirs to it (DNS rebinding) do not, comes from no other page, and its path begins with the token.
"""

import asyncio
import contextlib
import hmac
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from html import escape
from importlib.resources import files as resources
from string import Template

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server

HOST = "127.0.0.1"

_MOST = 8  # readers at a time, each some processes
_WIDEST = 1000  # cells
_PATIENCE = 2.0  # seconds for a reader or a browser to end
_HEARTBEAT = 15.0  # seconds after which a browser is asked whether it is still there
_REFUSED = "This address needs the token that reader serve has printed.\n"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def listen(port: int) -> socket.socket:
    """Take up a port of the loopback interface.

    Args:
        port: Which one; 0 for any that is free.

    Returns:
        The socket, on which connections wait from now on.

    Raises:
        OSError: It can't be had.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        taken.listen()
    except (OSError, OverflowError) as fault:
        taken.close()
        raise OSError(getattr(fault, "errno", 0) or 0, getattr(fault, "strerror", None) or str(fault)) from fault
    return taken


def serve(command: str, listening: socket.socket, title: str, tell: Callable[[str], None]) -> None:
    """Serve until the process is asked to end.

    Args:
        command: Starts a reader, for a shell.
        listening: The port to serve.
        title: What the page is called.
        tell: Takes the address, once.
    """
    for name in ("textual-serve", "aiohttp"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    server = _Server(command, listening.getsockname()[1], title)
    tell(server.address)
    quiet = {"access_log": None, "print": None}
    web.run_app(server.app(), sock=listening, shutdown_timeout=_PATIENCE, **quiet)  # type: ignore[arg-type]


class _Server(Server):
    """Textual's server, behind a guard."""

    def __init__(self, command: str, port: int, title: str) -> None:
        super().__init__(command, HOST, port, title)
        self._token = secrets.token_urlsafe(32)
        self._opened: set[web.WebSocketResponse] = set()
        self._names = [f"{name}:{port}" for name in (HOST, "localhost")]
        if port == 80:  # left out of addresses
            self._names += [HOST, "localhost"]

    @property
    def address(self) -> str:
        """Where the page is, with the token."""
        return f"{self.public_url}/{self._token}/"

    def app(self) -> web.Application:
        """What answers requests."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/{token}/", self.handle_index),
                web.get("/{token}/page.js", _script),
                web.get("/{token}/ws", self.handle_websocket),
                web.static(f"/{self._token}/static", self.statics_path),
            ]
        )
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._close_all)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Let in only what has the token, means this server and comes from no other page."""
        names, origins = (request.headers.getall(name, []) for name in ("Host", "Origin"))
        given = request.path[1:].partition("/")[0]
        has_token = hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())
        means_us = len(names) == 1 and names[0].lower() in self._names
        from_us = all(origin in {f"http://{name}" for name in self._names} for origin in origins)
        if not (has_token and means_us and from_us):
            return web.Response(status=403, text=_REFUSED)
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page."""
        page = Template(_read("page.html"))
        place = f"ws://{request.host}/{self._token}/ws"
        given = {"title": self.title, "socket": place}
        content = page.substitute({name: escape(value) for name, value in given.items()})
        return web.Response(text=content, content_type="text/html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A reader of its own for each socket, up to a number; both end together."""
        sizes = [request.query.get(name, "80") for name in ("width", "height")]
        opened = web.WebSocketResponse(heartbeat=_HEARTBEAT, timeout=_PATIENCE)
        is_socket = opened.can_prepare(request).ok and "Origin" in request.headers
        if not is_socket or not all(_is_size(size) for size in sizes):
            raise web.HTTPBadRequest(text="This is no reader's socket.\n")
        if len(self._opened) >= _MOST:
            raise web.HTTPServiceUnavailable(text=f"There are {_MOST} readers open, and no more are started.\n")
        self._opened.add(opened)
        try:
            await opened.prepare(request)
            await self._read(opened, *map(int, sizes))
        finally:
            self._opened.discard(opened)
        return opened

    async def _read(self, opened: web.WebSocketResponse, width: int, height: int) -> None:
        """Let a socket and a reader talk until one of them ends."""
        reader = _Reader(
            self.command,
            write_bytes=opened.send_bytes,
            write_str=opened.send_str,
            close=_nothing,
            download_manager=self.download_manager,
        )
        await reader.start(width, height)
        talks = [asyncio.ensure_future(self._talk(opened, reader)), asyncio.ensure_future(reader.ended())]
        try:
            await asyncio.wait(talks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for talk in talks:
                talk.cancel()
            await reader.end()
            await opened.close()

    async def _talk(self, opened: web.WebSocketResponse, reader: AppService) -> None:
        """Pass on what the browser says; what is no message ends it."""
        with contextlib.suppress(Exception):
            await self._process_messages(opened, reader)

    async def _close_all(self, app: web.Application) -> None:
        """Close the sockets, and with them the readers."""
        for opened in tuple(self._opened):
            await opened.close()


class _Reader(AppService):
    """A reader in a process of its own."""

    async def ended(self) -> None:
        """Wait until it has ended, however that came about."""
        if self._process is not None:
            await self._process.wait()

    async def end(self) -> None:
        """Ask it to end, and see that it does."""
        if self._process is None:
            return
        await self.send_meta({"type": "quit"})
        self.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), _PATIENCE)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        if self._task is not None:
            await self._task


async def _nothing() -> None:
    """What a reader does that says it ends: its process is waited for anyway."""


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Say what the page may do: load what is its own, and nothing else."""
    response.headers.update(_HEADERS)
    response.headers.pop("Server", None)


async def _script(request: web.Request) -> web.Response:
    """The script of the page."""
    return web.Response(text=_read("page.js"), content_type="text/javascript")


def _read(name: str) -> str:
    """A file that lies beside this one."""
    return resources("reader.serving").joinpath(name).read_text(encoding="utf-8")


def _is_size(given: str) -> bool:
    """Whether a terminal may be so wide or high."""
    return len(given) < 5 and given.isascii() and given.isdecimal() and 0 < int(given) <= _WIDEST


def command_of(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """A command for the shell that is replaced by it.

    Args:
        words: The program and its arguments.
        environment: What it finds in its environment besides.
    """
    import shlex

    given = [f"{name}={value}" for name, value in environment.items()]
    return f"exec {shlex.join(['env', *given, *words])} 2>/dev/null"
