"""Rows of text in every form there is: columns for people, JSON, CSV and Markdown for programs."""

import re
import sys
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, Protocol

from reader import text
from reader.cli import output

Form = Literal["plain", "json", "jsonl", "csv", "md"]
Row = tuple[str, ...]
"""One cell a column; as JSON a single cell, the object as it is written."""

_GAP = "  "
_LEAST = 12  # cells of the last column on a narrow terminal
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what makes spreadsheets compute a cell
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$])")


class Column(NamedTuple):
    """A column of a table."""

    name: str
    cells: int = 0
    """How wide it is for people: on a terminal exactly, elsewhere at least."""
    most: int = 0
    """How wide it becomes, except on a terminal, when it holds something wider."""
    right: bool = False
    """Whether it holds numbers."""


class Table(Protocol):
    """Something that rows are written to."""

    def add(self, rows: Sequence[Row]) -> None:
        """Write some rows, at once."""

    def end(self) -> None:
        """Write what comes last."""


def table(form: Form, columns: Sequence[Column]) -> Table:
    """Begin a table on standard output.

    Args:
        form: How to write it.
        columns: Its columns, the last one as wide as there is room for; JSON has no need of them.

    Returns:
        What to write its rows to.
    """
    match form:
        case "json":
            return _Array()
        case "jsonl":
            return _Lines()
        case "csv":
            return _Csv(columns)
        case "md":
            return _Markdown(columns)
        case _:
            return _Terminal(columns) if room() else _Plain(columns)


def room() -> int:
    """Columns of the terminal that the output goes to; 0 where it goes elsewhere."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def one_line(content: str) -> str:
    """Text from anywhere as a cell: one line, nothing in it that a terminal would act on."""
    return text.squeeze(text.printable(content))


class _Lines:
    """An object a line."""

    def add(self, rows: Sequence[Row]) -> None:
        if rows:
            output.write("\n".join(row[0] for row in rows))

    def end(self) -> None:
        pass


class _Array:
    """One list of objects."""

    def __init__(self) -> None:
        self._before = "[\n"

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            output.write(self._before + row[0], end="")
            self._before = ",\n"

    def end(self) -> None:
        output.write("[]" if self._before == "[\n" else "\n]")


class _Csv:
    """Comma-separated values as RFC 4180 has them, none of which a spreadsheet computes."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.add([tuple(column.name for column in columns)])

    def add(self, rows: Sequence[Row]) -> None:
        import csv
        import io

        written = io.StringIO(newline="")
        csv.writer(written).writerows([_guarded(cell) for cell in row] for row in rows)
        output.write(written.getvalue(), end="")

    def end(self) -> None:
        pass


def _guarded(cell: str) -> str:
    """A cell that spreadsheets take for text."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


class _Markdown:
    """A Markdown table in which text stays text."""

    def __init__(self, columns: Sequence[Column]) -> None:
        output.write(_piped([column.name.capitalize() for column in columns]))
        output.write(_piped(["--:" if column.right else "---" for column in columns]))

    def add(self, rows: Sequence[Row]) -> None:
        if rows:
            output.write("\n".join(_piped([_MARKUP.sub(r"\\\1", one_line(cell)) for cell in row]) for row in rows))

    def end(self) -> None:
        pass


def _piped(cells: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


class _Plain:
    """Columns in which nothing is cut; they widen, within reason, when something wider comes."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._widths = [max(column.cells, len(column.name)) for column in columns]
        if not columns[-1].right:
            self._widths[-1] = 0  # nothing follows that it should be in line with
        self._head = [tuple(column.name.upper() for column in columns)]

    def add(self, rows: Sequence[Row]) -> None:
        if rows:
            self._widen(rows)
            self._write([*self._head, *rows])
            self._head = []

    def end(self) -> None:
        if self._head:
            self._write(self._head)

    def _widen(self, rows: Sequence[Row]) -> None:
        from reader.page.cells import width

        for at, column in enumerate(self._columns):
            if not self._widths[at]:
                continue
            widest = max(width(row[at]) for row in rows) if column.most else 0
            self._widths[at] = max(self._widths[at], min(widest, column.most))

    def _write(self, rows: Sequence[Row]) -> None:
        output.write("\n".join(_laid_out(row, self._columns, self._widths, _padded) for row in rows))


def _padded(cell: str, cells: int) -> str:
    """A cell made at least as wide."""
    if not cells or cell.isascii():
        return cell.ljust(cells)
    from reader.page.cells import width

    return cell + " " * (cells - width(cell))


class _Terminal:
    """Columns as wide as the terminal, what is longer cut at a word."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._widths = [max(column.cells, len(column.name)) for column in columns[:-1]]
        self._widths.append(max(_LEAST, room() - sum(self._widths) - len(_GAP) * len(self._widths)))
        output.line(self._row(tuple(column.name.upper() for column in columns)), "bold")

    def add(self, rows: Sequence[Row]) -> None:
        if rows:
            output.write("\n".join(self._row(row) for row in rows))

    def end(self) -> None:
        pass

    def _row(self, row: Row) -> str:
        return _laid_out(row, self._columns, self._widths, _fitted)


def _fitted(cell: str, cells: int) -> str:
    """A cell made exactly as wide."""
    from reader.page.cells import fit, shown

    return fit(text.cut(shown(cell), cells), cells)


def _laid_out(row: Row, columns: Sequence[Column], widths: Sequence[int], fit: Callable[[str, int], str]) -> str:
    """A row as a line."""
    laid = [fit(cell, width) for cell, width in zip(row, widths, strict=True)]
    turned = [
        " " * (len(cell) - len(cell.rstrip())) + cell.rstrip() if column.right else cell
        for cell, column in zip(laid, columns, strict=True)
    ]
    return _GAP.join(turned).rstrip()
