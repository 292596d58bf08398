"""A page fetched from the web: over HTTP, with limits on time, size and redirects, and never into a private network.

The name is looked up once and the connection made to what was found and looked at, so that a name can't lead elsewhere
between the two. No cookies, no proxy, no user, no referrer; certificates are checked.
"""

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from reader import __version__, text
from reader.fetching.addresses import Address, is_public, names_private, parse

LIMIT = 32 * 1024 * 1024
"""Bytes of a page, unpacked."""

SECONDS = 30.0
"""Time for everything: looking up, redirects, and the whole of the page."""

_PATIENCE = 10.0  # seconds to wait for the server at one time
_REDIRECTS = 5
_TRIED = 4  # of the numbers that a name stands for
_PIECE = 1 << 16
_TOO_LONG = "takes longer than may be"
_MOVED = (301, 302, 303, 307, 308)
_CHARSETS = re.compile(  # of text; Python knows others by the same names, some of which take very long
    r"utf-?(?:8|16|16le|16be|32)|(?:iso-?8859-|windows-|cp)\d{1,4}|latin-?1|koi8-[ru]|macintosh|tis-620|"
    r"gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|iso-2022-jp"
)
_HEADERS = {
    "User-Agent": f"closereader/{__version__} (reader, a program that fetches a page when its user names it)",
    "Accept": "text/html, application/xhtml+xml, text/plain, text/markdown, application/pdf, application/epub+zip, "
    "application/rss+xml, application/atom+xml, */*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


class Page(NamedTuple):
    """What a server gave."""

    address: str
    """Where it came from in the end."""
    kind: str
    """The media type that the server names, in small letters; empty where it names none."""
    data: bytes
    """Text in another charset than the server named it in is UTF-8 with a mark."""


def fetch(written: str, trusted: str = "", seconds: float = SECONDS) -> Page:
    """Fetch a page.

    Args:
        written: The address.
        trusted: The address that the user gave, where this is not it but was found there. Only what the user gave
            itself may name this machine or a private network, and only the same host may then be gone on to.
        seconds: Time for everything.

    Returns:
        The page.

    Raises:
        ValueError: It can't be had; the message is the reason in a few words, without the address.
    """
    deadline = time.monotonic() + seconds
    address = parse(written)
    given = parse(trusted) if trusted else address
    private = (given.host, given.port) if names_private(given.host) else None
    for _ in range(_REDIRECTS + 1):
        found = _ask(address, private == (address.host, address.port), deadline)
        if isinstance(found, Page):
            return found
        address = parse(found, address)
    raise ValueError(f"is moved on more than {_REDIRECTS} times")


def _ask(address: Address, may_be_private: bool, deadline: float) -> Page | str:
    """Ask a server once.

    Returns:
        The page, or where it has moved.

    Raises:
        ValueError: Neither is to be had.
    """
    numbers = _look_up(address, deadline)
    if not may_be_private and not all(map(is_public, numbers)):
        raise ValueError("leads into a private network, which only an address that you give may name")
    with _connected(address, numbers, deadline) as (connection, ended):
        try:
            connection.request("GET", address.target, headers=_HEADERS)
            response = connection.getresponse()
            if response.status in _MOVED and (target := response.getheader("Location")):
                return target
            if response.status != http.client.OK:
                raise ValueError(f"the server says {response.status} {text.printable(response.reason[:60])}".rstrip())
            return Page(str(address), *_content(response, deadline))
        except (OSError, http.client.HTTPException, zlib.error) as fault:
            if ended.is_set():
                raise ValueError(_TOO_LONG) from fault
            raise ValueError(_reason(fault)) from fault


def _look_up(address: Address, deadline: float) -> list[str]:
    """The numbers that a name stands for, found in a thread, since nothing else bounds the time that it takes.

    Raises:
        ValueError: None is known, or not in time.
    """
    found: list[str] = []

    def look() -> None:
        with contextlib.suppress(OSError, UnicodeError):
            entries = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            found.extend(str(entry[4][0]) for entry in entries)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(max(0.0, min(_PATIENCE, deadline - time.monotonic())))
    numbers = list(dict.fromkeys(found))[:_TRIED]
    if not numbers:
        raise ValueError(f"there is no server {address.host} to be found")
    return numbers


@contextlib.contextmanager
def _connected(
    address: Address, numbers: list[str], deadline: float
) -> Iterator[tuple[http.client.HTTPConnection, threading.Event]]:
    """Connect to a server; whatever is then at work ends at the deadline, when the event is set.

    Raises:
        ValueError: No connection can be made.
    """
    ended = threading.Event()
    with contextlib.ExitStack() as stack:
        line = stack.enter_context(_line(address, numbers, deadline))
        secure = address.scheme == "https"
        if secure:
            context = ssl.create_default_context()
            line = stack.enter_context(
                context.wrap_socket(line, server_hostname=address.host, do_handshake_on_connect=False)
            )

        def end() -> None:
            ended.set()
            with contextlib.suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)

        watch = threading.Timer(max(0.0, deadline - time.monotonic()), end)
        watch.daemon = True
        watch.start()
        stack.callback(watch.cancel)
        try:
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
        except (OSError, ValueError) as fault:
            raise ValueError(_TOO_LONG if ended.is_set() else _reason(fault)) from fault
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(address.host, address.port, timeout=_PATIENCE)
        connection.sock = line
        yield connection, ended


def _line(address: Address, numbers: list[str], deadline: float) -> socket.socket:
    """A connection to the first of some numbers that answers.

    Raises:
        ValueError: None does.
    """
    reason = "does not answer"
    for number in numbers:
        left = min(_PATIENCE, deadline - time.monotonic())
        if left <= 0:
            raise ValueError(_TOO_LONG)
        try:
            line = socket.create_connection((number, address.port), timeout=left)
        except OSError as fault:
            reason = _reason(fault)
            continue
        line.settimeout(_PATIENCE)
        return line
    raise ValueError(reason)


def _content(response: http.client.HTTPResponse, deadline: float) -> tuple[str, bytes]:
    """What a server sends: its media type, and the whole of it.

    Raises:
        ValueError: It is too large, takes too long or breaks off.
    """
    kind, charset = _kind(response.getheader("Content-Type", ""))
    said = response.getheader("Content-Length", "")
    if said.isdecimal() and len(said) < 15 and int(said) > LIMIT:
        raise ValueError(_too_large())
    coding = response.getheader("Content-Encoding", "identity").strip().lower()
    pieces: list[bytes] = []
    length = 0
    for piece in _unpacked(_pieces(response, deadline), coding):
        length += len(piece)
        if length > LIMIT:
            raise ValueError(_too_large())
        pieces.append(piece)
    data = b"".join(pieces)
    return kind, _marked(data, charset) if kind.startswith("text/") or "html" in kind else data


def _pieces(response: http.client.HTTPResponse, deadline: float) -> Iterator[bytes]:
    """What comes in, a piece at a time.

    Raises:
        ValueError: It takes too long, or breaks off.
    """
    expected = response.length
    held = 0
    while piece := response.read1(_PIECE):
        held += len(piece)
        if time.monotonic() > deadline:
            raise ValueError(_TOO_LONG)
        yield piece
    if time.monotonic() >= deadline:
        raise ValueError(_TOO_LONG)
    if expected is not None and held < expected:
        raise ValueError("the connection broke off")


def _unpacked(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """Undo the packing that a server says it used, never more at a time than one piece.

    Raises:
        ValueError: It used another than it was asked to.
        zlib.error: It is damaged.
    """
    if coding in ("", "identity"):
        yield from pieces
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError("the server packs it in a way that was not asked for")
    unpacker = None
    for piece in pieces:
        if unpacker is None:
            # Servers mean two things by deflate: with a header of zlib, as they should, or without.
            bare = coding == "deflate" and piece[0] & 0x0F != zlib.DEFLATED
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS + 32)
        while piece and not unpacker.eof:
            yield unpacker.decompress(piece, _PIECE)
            piece = unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise ValueError("the connection broke off")


def _kind(header: str) -> tuple[str, str]:
    """The media type and the charset that a header gives."""
    kind, *more = header[:500].split(";")
    said = dict(part.strip().partition("=")[::2] for part in more)
    charset = next((value for key, value in said.items() if key.lower() == "charset"), "")
    return kind.strip().lower(), charset.strip("\"' ").lower()


def _marked(data: bytes, charset: str) -> bytes:
    """Text as UTF-8 with a mark, where the server names a charset and nothing in the text says otherwise."""
    if not _CHARSETS.fullmatch(charset) or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        return b"\xef\xbb\xbf" + data.decode(charset, errors="replace").encode("utf-8", errors="replace")
    except LookupError:
        return data


def _reason(fault: Exception) -> str:
    """Say in a few words why a server can't be talked to."""
    match fault:
        case ssl.SSLCertVerificationError():
            return f"its certificate can't be trusted ({text.printable(fault.verify_message)})"
        case ssl.SSLError():
            return "no secure connection can be made"
        case TimeoutError():
            return "does not answer in time"
        case OSError():
            return text.printable(fault.strerror or type(fault).__name__).lower()
        case _:
            return "the server does not speak HTTP as it should"


def _too_large() -> str:
    """Say that a page is over the limit."""
    return f"is larger than the limit of {LIMIT // (1024 * 1024)} MB"
