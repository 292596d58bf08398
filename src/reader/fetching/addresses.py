"""Addresses of the web: taken apart, put in the form that is sent, and whether they lead to the public."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from reader import text

LONGEST = 4_000
"""Characters of an address."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PORTS = {"http": 80, "https": 443}
_KEPT = "!#$%&'()*+,/:;=?@[]~"  # what stays as it is in a path and a query; a percent sign may begin an escape
_PRIVATE_NAMES = (".local", ".localhost", ".internal", ".lan", ".home.arpa", ".test")
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")


class Address(NamedTuple):
    """An address that can be asked for."""

    scheme: str
    host: str
    """In ASCII and small letters; an IPv6 address without brackets."""
    port: int
    target: str
    """Path and query."""

    def __str__(self) -> str:
        """The whole address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def is_address(written: str) -> bool:
    """Tell whether something is meant as an address rather than as a file."""
    return _SCHEME.match(written) is not None


def parse(written: str, base: Address | None = None) -> Address:
    """Take an address apart.

    Args:
        written: What the user or a server wrote.
        base: The address that it is relative to.

    Returns:
        The address.

    Raises:
        ValueError: It is none of the web, or names a user; the message is the reason in a few words.
    """
    bare = written.strip()
    if len(bare) > LONGEST or not text.printable(bare) == bare or " " in bare:
        raise ValueError("is no address: it is too long, or holds what no address can")
    try:
        parts = urlsplit(urljoin(str(base), bare) if base else bare)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise ValueError("is no address") from fault
    if parts.scheme not in _PORTS:
        raise ValueError("is no address of the web (only http and https are fetched)")
    if parts.username is not None or parts.password is not None:
        raise ValueError("names a user; nothing is sent but the address")
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_KEPT)
    return Address(parts.scheme, _host(host), port or _PORTS[parts.scheme], target)


def _host(written: str) -> str:
    """A host in the form that is looked up.

    Raises:
        ValueError: It can be none.
    """
    try:
        return str(ipaddress.ip_address(written))
    except ValueError:
        pass
    try:
        host = written.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as fault:
        raise ValueError("is no address: its host can't be") from fault
    if not host or len(host) > 253 or not all(map(_LABEL.fullmatch, host.split("."))):
        raise ValueError("is no address: its host can't be")
    return host


def is_public(number: str) -> bool:
    """Tell whether an IP address is one of the internet at large, whatever it is wrapped in.

    Args:
        number: The address in figures.

    Returns:
        False for those of this machine, of private networks, and for special ones.
    """
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def names_private(host: str) -> bool:
    """Tell whether a host by its very name is one of this machine or of a private network.

    Args:
        host: As an address has it.

    Returns:
        True for figures that are not public, names without a period, and names that are kept for such networks.
    """
    try:
        return not is_public(host)
    except ValueError:
        return "." not in host or host.endswith(_PRIVATE_NAMES)
