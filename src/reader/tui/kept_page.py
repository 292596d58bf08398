"""The page that a session leaves for the next one: what is on it, where a few keys lead from it, and the file of both.

Nothing but what every Python has loaded anyway is imported here.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Pairs = Sequence[tuple[str, str]]
    Row = tuple[tuple[int, str], ...]
    """Pieces of text, each with the number of its style."""

_FORM = "reader page 2"
_LIMIT = 1_000_000  # bytes of a file
_KEPT = 64  # pages


class Part:
    """What one widget shows."""

    def __init__(self, name: str, place: "tuple[int, int, int]", rows: "Sequence[Row]") -> None:
        """Make one.

        Args:
            name: The widget's.
            place: Its column and row on the screen and its width, in cells.
            rows: What it shows.
        """
        self.name = name
        self.place = place
        self.rows = rows


class Frame:
    """The page after some moves."""

    def __init__(self, parts: "Sequence[Sequence[Row]]", moves: "Mapping[str, int]") -> None:
        """Make one.

        Args:
            parts: What each part shows, in the order of the page.
            moves: The number of the frame that each move leads to.
        """
        self.parts = parts
        self.moves = moves


class Moves:
    """Where a few keys lead."""

    def __init__(self, keys: "Pairs" = (), frames: "Sequence[Frame]" = ()) -> None:
        """Make them.

        Args:
            keys: What the terminal sends, and the move that it is for.
            frames: What the screen shows; first the page itself.
        """
        self.keys = keys
        self.frames = frames


class Page:
    """A screen full of text."""

    def __init__(self, path: str, stamps: "Pairs", styles: "Pairs", parts: "Sequence[Part]") -> None:
        """Make one.

        Args:
            path: The article on it.
            stamps: The files that it depends on, and what they were like.
            styles: How its pieces look: as the numbers that a terminal takes, and as Rich says it.
            parts: What its widgets show.
        """
        self.path = path
        self.stamps = stamps
        self.styles = styles
        self.parts = parts

    def painted(self, row: "Row", x: int, y: int) -> str:
        """A row as a terminal takes it.

        Args:
            row: What to show, in the page's styles.
            x: The column where it begins.
            y: The row of the screen.
        """
        pieces = ((self.styles[style][0], text) for style, text in row)
        shown = "".join(f"\x1b[0;{codes}m{text}" if codes else f"\x1b[0m{text}" for codes, text in pieces)
        return f"\x1b[{y + 1};{x + 1}H{shown}"


def is_plain(page: Page, moves: Moves) -> bool:
    """Whether a terminal will do nothing but show the texts: no controls, nothing that turns or hides text."""
    rows = {row for part in page.parts for row in part.rows}
    rows.update(row for frame in moves.frames for part in frame.parts for row in part)
    return _is_text(rows)


def _is_text(rows: "Iterable[Row]") -> bool:
    return "".join(text for row in rows for _, text in row).replace("\xa0", " ").isprintable()


# The file: fields with a NUL after each, which no path and no text on a screen holds


def fields_of(page: Page, moves: Moves, key: str) -> "Iterator[str]":
    """What the file of a page holds.

    Args:
        page: The page.
        moves: Where keys lead from it.
        key: All that it depends on besides files.
    """
    yield from (_FORM, key, page.path)
    for pairs in (page.stamps, page.styles):
        yield from _pairs(pairs)
    yield str(len(page.parts))
    for part in page.parts:
        yield from (part.name, *map(str, part.place), str(len(part.rows)))
        for row in part.rows:
            yield from _row(row)
    yield from _pairs(moves.keys)
    numbers: dict[Row, int] = {}
    for frame in moves.frames:
        for rows in frame.parts:
            for row in rows:
                numbers.setdefault(row, len(numbers))
    yield str(len(numbers))
    for row in numbers:
        yield from _row(row)
    yield str(len(moves.frames))
    for frame in moves.frames:
        for rows in frame.parts:
            yield " ".join(str(numbers[row]) for row in rows)
        yield from _pairs([(move, str(number)) for move, number in frame.moves.items()])


def _pairs(pairs: "Pairs") -> "Iterator[str]":
    yield str(len(pairs))
    for pair in pairs:
        yield from pair


def _row(row: "Row") -> "Iterator[str]":
    yield str(len(row))
    for number, text in row:
        yield from (str(number), text)


class Fields:
    """What a file holds, one field after the other; each raises ValueError where there is none."""

    def __init__(self, data: bytes) -> None:
        """Take up what was read."""
        self._left = iter(data.decode("utf-8", "surrogateescape").split("\0"))

    def text(self) -> str:
        """The next field."""
        field = next(self._left, None)
        if field is None:
            raise ValueError("it ends too soon")
        return field

    def number(self, below: int = _LIMIT) -> int:
        """The next field, a number."""
        return _number(self.text(), below)

    def pairs(self) -> "list[tuple[str, str]]":
        """Some pairs of fields."""
        return [(self.text(), self.text()) for _ in range(self.number())]

    def row(self, styles: int) -> "Row":
        """A row, its styles so many at most."""
        pieces = [(self.number(styles), self.text()) for _ in range(self.number())]
        return tuple(pieces)

    def part(self, styles: int) -> Part:
        """What one widget shows."""
        name, place = self.text(), (self.number(), self.number(), self.number())
        return Part(name, place, [self.row(styles) for _ in range(self.number())])

    def frame(self, rows: "Sequence[Row]", page: Page, frames: int) -> Frame:
        """The page after some moves."""
        parts = [[rows[_number(field, len(rows))] for field in self.text().split()] for _ in page.parts]
        if [len(part) for part in parts] != [len(part.rows) for part in page.parts]:
            raise ValueError("a frame is none of this page")
        return Frame(parts, {move: _number(number, frames) for move, number in self.pairs()})


def _number(field: str, below: int) -> int:
    number = int(field)
    if not 0 <= number < below:
        raise ValueError("a number is out of bounds")
    return number


def read(path: str, key: str) -> "tuple[Page, Fields] | None":
    """Read a page.

    Args:
        path: Its file.
        key: All that it may depend on besides files.

    Returns:
        The page, and what is left of its file, for `read_moves`. None where there is none, or it is of another form, of
        other circumstances or damaged.
    """
    try:
        with open(path, "rb") as file:
            fields = Fields(file.read(_LIMIT))
        if fields.text() != _FORM or fields.text() != key:
            return None
        return read_page(fields), fields
    except (OSError, ValueError):
        return None


def read_page(fields: Fields) -> Page:
    """Put a page together.

    Raises:
        ValueError: Something in it is no page's.
    """
    path, stamps, styles = fields.text(), fields.pairs(), fields.pairs()
    page = Page(path, stamps, styles, [fields.part(len(styles)) for _ in range(fields.number())])
    if not is_plain(page, Moves()) or not all(codes.replace(";", "0").isdecimal() or not codes for codes, _ in styles):
        raise ValueError("something in it is more than text")
    return page


def read_moves(fields: Fields, page: Page) -> Moves:
    """Read where keys lead from a page.

    Raises:
        ValueError: Something in it is none of this page's.
    """
    keys = fields.pairs()
    rows = [fields.row(len(page.styles)) for _ in range(fields.number())]
    if not _is_text(rows):
        raise ValueError("something in it is more than text")
    count = fields.number()
    return Moves(keys, [fields.frame(rows, page, count) for _ in range(count)])


def store(path: str, content: str) -> None:
    """Write a file whole or not at all; of many, the oldest goes.

    Args:
        path: In a folder of pages.
        content: What it is to hold.

    Raises:
        OSError: It can't be written.
    """
    from reader import locations

    folder = os.path.dirname(path)
    locations.make_private(folder)
    draft = f"{path}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as file:
        file.write(content.encode("utf-8", "surrogateescape"))
    os.replace(draft, path)
    others = [f"{folder}/{name}" for name in os.listdir(folder)]
    for other in sorted(others, key=os.path.getmtime)[: max(0, len(others) - _KEPT)]:
        os.unlink(other)
