"""Text as the whole program knows it: decoded, made safe one character for one, folded, cut into spans.

Nothing here depends on where the text came from. Offsets are code points throughout.
"""

import itertools
import re
import unicodedata
from bisect import bisect_right
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
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_PIECE = 1 << 16  # code points looked at together, so that a long text needs little memory
_FEW = 3  # bytes beyond ASCII that tell nothing about the charset
_WESTERN = 0.05  # the share of bytes beyond ASCII that Western European text stays below, and hardly any other
_CHARSETS = (  # what text without a mark is written in, leaving out those of mainframes and of one system's past
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "koi8_r", "koi8_u", "tis_620"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "iso2022_jp"),
)

ANALYZED = 1_000_000
"""Code points at the beginning of an article in which actors and quotes are looked for, at most."""

SIGNS = 150_000
"""Signs among them that are neither letter, digit nor blank, at most: prose of that length has a third as many."""

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
_SIGN = re.compile(r"[^\w\s]")


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
    intact = sample.decode("utf-8", errors="ignore")
    kept = len(intact.encode())
    if kept - len(intact) > 10 * (len(sample) - kept):
        return "utf-8"  # with damage: far more of it makes sense as UTF-8 than does not
    beyond_ascii = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    if beyond_ascii <= max(_FEW, _WESTERN * len(sample)):
        return "cp1252"  # detectors take a few accents and curly quotation marks for anything
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, cp_isolation=list(_CHARSETS), preemptive_behaviour=True).best()
    return best.encoding if best is not None else "cp1252"


def clean(text: str) -> str:
    """Make decoded text safe: every line end ``\\n``, every dangerous character one visible stand-in.

    Length changes only where ``\\r\\n`` becomes ``\\n``; everything else is one character for one.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    # Most texts hold nothing to replace, and to see that is ten times quicker than to translate.
    pieces = (lines[at : at + _PIECE] for at in range(0, len(lines), _PIECE))
    harmless = all(piece.replace("\n", " ").isprintable() for piece in pieces)
    return lines if harmless else lines.translate(_CLEAN)


def printable(text: str) -> str:
    """Make any string fit for one line of a terminal: names, titles, paths, messages."""
    return text if text.isprintable() else text.translate(_PRINTABLE)


class Folded:
    """A text folded for matching, with the way back to the offsets it came from."""

    def __init__(self, text: str, shifts: list[tuple[int, int]]) -> None:
        """Hold a folded text.

        Args:
            text: The folded text.
            shifts: Where folding changed the length: an offset in the folded text, and what to add from there on.
        """
        self.text = text
        self._shifts = shifts

    def origin(self, offset: int) -> int:
        """The offset in the text before folding that an offset in the folded text came from."""
        at = bisect_right(self._shifts, (offset, len(self.text) * 4)) - 1
        return offset + self._shifts[at][1] if at >= 0 else offset


def fold(text: str, keep_case: bool = False) -> Folded:
    """Fold case, accents, quotation marks, apostrophes and white space for matching.

    Args:
        text: Any text.
        keep_case: Tell capitals from small letters.

    Returns:
        The folded text and the way back.
    """
    table = _CASE_KEPT if keep_case else _CASE_FOLDED
    even = text.translate(table)
    if not any(char in text for char in table.uneven):
        return Folded(even, [])
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    done = length = 0
    for match in re.finditer("[" + re.escape("".join(table.uneven)) + "]", text):
        offset = match.start()
        parts.append(even[done:offset])
        length += offset - done
        whole = table.whole(text[offset])
        parts.append(whole)
        # A character that became several: all of them lead back to it.
        shifts.extend((length + n, offset - length - n) for n in range(1, len(whole)))
        length += len(whole)
        done = offset + 1
        shifts.append((length, done - length))
    parts.append(even[done:])
    return Folded("".join(parts), shifts)


class _FoldTable(dict[int, str]):
    """What each character becomes; worked out when first met."""

    def __init__(self, keep_case: bool) -> None:
        super().__init__(_FOLD)
        self._keep_case = keep_case
        self.uneven: set[str] = set()
        """Characters met so far that become none or several."""

    def whole(self, char: str) -> str:
        """All that a character becomes."""
        parts = unicodedata.normalize("NFKD", char if self._keep_case else char.casefold())
        return "".join(
            _FOLD.get(ord(part), part) for part in parts if not unicodedata.combining(part) and part not in _DROPPED
        )

    def __missing__(self, code: int) -> str:
        char = chr(code)
        whole = self.whole(char)
        if len(whole) != 1:
            self.uneven.add(char)
            whole = char
        self[code] = whole
        return whole


_FOLD_SPACE = {ord(c): " " for c in "\n\r\t\v\f"}
_FOLD = (
    _FOLD_SPACE
    | dict.fromkeys(map(ord, "‘’‚‛′`´ʼ"), "'")
    | dict.fromkeys(map(ord, "“”„‟″«»"), '"')
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | dict.fromkeys((0xA0, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)), " ")
)
_DROPPED = frozenset(map(chr, _INVISIBLE))
_CASE_KEPT = _FoldTable(keep_case=True)
_CASE_FOLDED = _FoldTable(keep_case=False)


def words(text: str) -> Iterator[Span]:
    """The words of a text, compounds and possessives as one."""
    return (Span(*match.span()) for match in _WORD.finditer(text))


def analyzed(text: str) -> int:
    """Where looking for actors and quotes ends, so that time and memory have a bound: mostly, the end."""
    end = min(len(text), ANALYZED)
    if end <= SIGNS:
        return end
    last = next(itertools.islice(_SIGN.finditer(text, 0, end), SIGNS, None), None)
    return last.start() if last else end


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
