"""The lines on the pages of a PDF, found in a process of its own: ``-m reader.articles.pdf_lines SECONDS < FILE``.

What PDF is made of can keep any parser busy without end and fill any memory. So the process that parses is one that
may be lost: it has limits from the system, gives up in time with the pages it has, and what it says is plain values.
"""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTPage, LTTextLine
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdfpage import PDFPage

MEMORY = 400 * 1024 * 1024
"""Bytes of address space."""

_LAST = 1  # seconds beyond its time that the process has to say what it found
_MOST = 16 * 1024 * 1024  # characters
_LONGEST = 20_000  # characters of a line


class Line(NamedTuple):
    """A line on a page; lengths are points, from the left and from the bottom."""

    box: int
    """Lines that stand together have the same number on a page."""
    left: float
    bottom: float
    right: float
    size: float
    """Of the letters, nearly all of which are so large."""
    bold: bool
    text: str


class Pages(NamedTuple):
    """What was found in a file."""

    said: dict[str, str]
    """What the file says of itself: Title, Author, CreationDate."""
    pages: list[list[Line]]
    total: int
    """Pages of the file, of which ``pages`` may be the first ones only."""
    broken: int
    """How many of ``pages`` could not be read."""


class _OverError(BaseException):
    """The time is over; no parser that forgives all errors forgives this one."""


def main(seconds: int) -> int:
    """Read a PDF on standard input, write its lines as JSON on standard output.

    Args:
        seconds: Time of the processor, after which what was found so far has to do.

    Returns:
        0, or 1 where it can't be read, with the reason on standard output.
    """
    import json

    _bound(seconds)
    data = sys.stdin.buffer.read()
    try:
        found: object = extracted(data)
        status = 0
    except (MemoryError, _OverError):
        found, status = "takes too long or too much memory to read", 1
    except Exception as fault:  # the parser raises whatever its input makes it trip over
        encrypted = "Password" in type(fault).__name__ or "Encryption" in type(fault).__name__
        found, status = "is locked with a password" if encrypted else "is damaged, or no PDF", 1
    json.dump(found, sys.stdout)
    return status


def _bound(seconds: int) -> None:
    """Have the system tell this process when it has taken too long, and soon after end it; and bound its memory."""
    import contextlib
    import resource
    import signal

    def over(*_: object) -> None:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        raise _OverError

    signal.signal(signal.SIGXCPU, over)
    limits = ((resource.RLIMIT_CPU, seconds, seconds + _LAST), (resource.RLIMIT_AS, MEMORY, MEMORY))
    for what, soft, hard in (*limits, (resource.RLIMIT_CORE, 0, 0)):
        with contextlib.suppress(OSError, ValueError):  # not every system knows every limit
            resource.setrlimit(what, (soft, hard))


def extracted(data: bytes) -> Pages:
    """Find the lines on each page, in reading order.

    Args:
        data: The bytes of the file.

    Returns:
        The lines, of as many pages as there is time and memory for.

    Raises:
        Exception: Whatever the parser trips over.
    """
    import io
    import logging

    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    logging.disable()
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=LAParams())
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[list[Line]] = []
    held = broken = 0
    total = None
    try:
        for page in PDFPage.create_pages(document):
            found = _read(interpreter, device, page)
            pages.append(found or [])
            broken += found is None
            held += sum(len(line.text) for line in pages[-1])
            if held > _MOST:
                break
        else:
            total = len(pages)
    except (MemoryError, _OverError):
        if not pages:
            raise
    return Pages(_said(document.info), pages, total or max(_declared(document), len(pages) + 1), broken)


def _read(interpreter: "PDFPageInterpreter", device: "PDFPageAggregator", page: "PDFPage") -> list[Line] | None:
    """The lines of one page; None where it is damaged, which costs no other page.

    Raises:
        MemoryError: It takes too much.
    """
    try:
        interpreter.process_page(page)
        return _lines(device.get_result())
    except MemoryError:
        raise
    except Exception:  # the parser raises whatever its input makes it trip over
        return None


def _declared(document: "PDFDocument") -> int:
    """How many pages a file says that it has, 0 where it says nothing of use."""
    from pdfminer.pdftypes import resolve1

    try:
        count = resolve1(resolve1(document.catalog["Pages"])["Count"])
    except Exception:  # as above
        return 0
    return count if isinstance(count, int) and 0 < count < 1_000_000 else 0


def _lines(page: "LTPage") -> list[Line]:
    """The lines of one page."""
    from pdfminer.layout import LTTextBox, LTTextLine

    lines = []
    for number, box in enumerate(item for item in page if isinstance(item, LTTextBox)):
        for line in box:
            said = line.get_text()[:_LONGEST].strip() if isinstance(line, LTTextLine) else ""
            if said:
                size, bold = _look(line)
                left, bottom, right, _ = line.bbox
                lines.append(Line(number, round(left, 1), round(bottom, 1), round(right, 1), size, bold, said))
    return lines


def _look(line: "LTTextLine") -> tuple[float, bool]:
    """How large nearly all letters of a line are, and whether they are bold."""
    from pdfminer.layout import LTChar

    letters = [(round(char.size, 1), "bold" in char.fontname.lower()) for char in line if isinstance(char, LTChar)]
    return Counter(letters).most_common(1)[0][0] if letters else (0.0, False)


def _said(infos: list[dict[str, Any]]) -> dict[str, str]:
    """What a file says of itself."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    said = {}
    for info in infos[:4]:
        for key in ("Title", "Author", "CreationDate"):
            value = resolve1(info.get(key))
            if isinstance(value, bytes):
                said[key] = decode_text(value[:2_000])
    return said


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
