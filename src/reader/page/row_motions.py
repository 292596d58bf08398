"""Where a caret goes on the page: by rows and cells, over rows that show nothing of the text."""

from reader.page.layout import Layout, Place, Row


def by_rows(layout: Layout, offset: int, rows: int, cell: int) -> int:
    """Go up or down.

    Args:
        layout: The text as wrapped.
        offset: Where the caret is.
        rows: How far down; negative is up.
        cell: The cell of the row to come to, or near.

    Returns:
        The code point there; rows without text are passed over.
    """
    step = 1 if rows > 0 else -1
    place = layout.move(layout.place_of(offset), rows)
    return at_cell(layout, _text_row(layout, place, step) or _text_row(layout, place, -step), offset, cell)


def row_edge(layout: Layout, offset: int, cell: int) -> int:
    """The code point at a cell of the caret's row; the row's last where the row ends before."""
    return at_cell(layout, layout.row(layout.place_of(offset)), offset, cell)


def at_cell(layout: Layout, row: Row | None, otherwise: int, cell: int) -> int:
    """The code point of a row at a cell or, right and left of the text, next to it.

    Args:
        layout: The text as wrapped.
        row: A row with text, if any.
        otherwise: What to give where there is none.
        cell: Counted from the row's beginning.

    Returns:
        Where a character begins.
    """
    if row is None:
        return otherwise
    held = min(max(0, cell), layout.cells(row) - 1)
    found = layout.offset_at(row, held)
    return row.start if found is None else found


def into_sight(layout: Layout, offset: int, forward: bool) -> int:
    """Step off the blanks between two rows, which are not shown: to the next row, or back to the row's last sign."""
    place = layout.place_of(offset)
    row = layout.row(place)
    if row.start <= offset < row.end:
        return offset
    if forward and (following := _text_row(layout, layout.move(place, 1), 1)) and following.start > offset:
        return following.start
    return at_cell(layout, row, offset, layout.width)


def _text_row(layout: Layout, place: Place, step: int) -> Row | None:
    """The row at a place or, that way, the first that shows text of the article."""
    while True:
        row = layout.row(place)
        if not row.blank and layout.blocks[row.block].literal is None:
            return row
        onward = layout.move(place, step)
        if onward == place:
            return None
        place = onward
