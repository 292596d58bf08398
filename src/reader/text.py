"""Text as the whole program knows it: decoded, made safe one character for one, folded, cut into spans.

Nothing here depends on where the text came from. Offsets are code points throughout.
"""

import re
import unicodedata
from collections.abc import Iterator

from reader.model import Span

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE = 200_000  # bytes the charset detector looks at

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _stand_ins() -> dict[int, str]:
    """One visible character for each one that could act on a terminal."""
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000), *range(0xFFF9, 0xFFFC)), REPLACEMENT)
    table |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x206A, 0x2070)), REPLACEMENT)
    table |= dict.fromkeys(range(0xE0000, 0xE0080), REPLACEMENT)
    table |= dict.fromkeys((0x200E, 0x200F, 0x061C), "·")
    table |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
    table |= {0x7F: "\N{SYMBOL FOR DELETE}", 0x09: " ", 0x0A: "\n"}
    return table


_CLEAN = str.maketrans(_stand_ins())
_INVISIBLE = dict.fromkeys((0x00AD, 0x180E, *range(0x200B, 0x200E), *range(0x2060, 0x2065), 0xFEFF))
_PRINTABLE = _CLEAN | {0x0A: " ", 0x0D: " ", 0x0B: " ", 0x0C: " ", 0x85: " ", 0x2028: " ", 0x2029: " "} | _INVISIBLE

_WORD = re.compile(r"\w+(?:['’.&-]\w+)*")
_BLANK_RUN = re.compile(r"\s+")


def decode(data: bytes) -> tuple[str, str]:
    """Decode the bytes of a text file.

    A byte order mark decides, then UTF-8; what is neither is left to charset-normalizer, and to cp1252 where that
    has no opinion.

    Args:
        data: The whole file.

    Returns:
        The text, and the name of the encoding.

    Raises:
        ValueError: The bytes are no text (they hold NUL outside UTF-16 and UTF-32, or a broken wide encoding).
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding
    if b"\0" in data:
        raise ValueError("holds NUL bytes, so it is no text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _guess(data)
        return data.decode(encoding, errors="replace"), encoding


def _guess(data: bytes) -> str:
    """Name the likeliest encoding of bytes that are not UTF-8."""
    sample = data[:_SAMPLE]
    try:
        sample[:-3].decode("utf-8", errors="strict")
    except UnicodeDecodeError as fault:
        # A file that is UTF-8 but for a few bytes is UTF-8 with damage, not another charset.
        if len(data.decode("utf-8", errors="ignore").encode()) > 0.999 * len(data) and fault.start > 0:
            multibyte = sum(byte >= 0xC2 for byte in sample)
            if multibyte > 20:
                return "utf-8"
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, preemptive_behaviour=True).best()
    return best.encoding if best is not None else "cp1252"


def clean(text: str) -> str:
    """Make decoded text safe: every line end ``\\n``, every dangerous character one visible stand-in.

    Length changes only where ``\\r\\n`` becomes ``\\n``; everything else is one character for one.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)


def printable(text: str) -> str:
    """Make any string fit for one line of a terminal: names, titles, paths, messages."""
    return text.translate(_PRINTABLE)


def fold(text: str) -> tuple[str, list[int] | None]:
    """Fold case, accents, quotation marks, apostrophes and white space for matching.

    Args:
        text: Any text.

    Returns:
        The folded text, and for each of its characters the offset in ``text`` it came from, with one entry more for
        the end; None for the map where every character stayed in its place.
    """
    if text.isascii():
        return text.lower().translate(_FOLD_SPACE), None
    plain = text.translate(_FOLD)
    lower = plain.lower()
    if len(lower) == len(text) and lower.isascii():
        return lower, None
    out: list[str] = []
    origin: list[int] = []
    for offset, char in enumerate(plain):
        for part in unicodedata.normalize("NFKD", char.lower()):
            if not unicodedata.combining(part) and part not in _DROPPED:
                out.append(part)
                origin.append(offset)
    origin.append(len(text))
    return "".join(out), origin


_FOLD_SPACE = {ord(c): " " for c in "\n\r\t\v\f"}
_FOLD = (
    _FOLD_SPACE
    | dict.fromkeys(map(ord, "‘’‚‛′`´ʼ"), "'")
    | dict.fromkeys(map(ord, "“”„‟″«»"), '"')
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | dict.fromkeys((0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)), " ")
)
_DROPPED = frozenset(map(chr, _INVISIBLE))


def words(text: str) -> Iterator[Span]:
    """The words of a text, compounds and possessives as one."""
    return (Span(*match.span()) for match in _WORD.finditer(text))


def squeeze(text: str) -> str:
    """Runs of white space as one blank, none at the ends."""
    return _BLANK_RUN.sub(" ", text).strip()


def cut(text: str, limit: int) -> str:
    """Cut to at most ``limit`` characters at the end of a word, with an ellipsis where something was left out."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = head.rfind(" ")
    return (head[:at] if at > limit // 2 else head).rstrip(" ,;:.–—-") + "…"
