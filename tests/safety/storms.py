"""Keys, clicks and sizes by chance, the same for the same seed."""

import random
from collections.abc import Iterator

SIGNS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789=/?:<>|.,;'\"`~!@#$%^&*()_+-[]{}\\ é新"
CODES = (
    *("\r", "\t", "\x1b", "\x7f", "\x1b[Z", "\x1bOP", "\x1b[15~", "\x1b[I", "\x1b[O", "\x1b[3~"),
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[1;2A", "\x1b[1;5C"),
    *(chr(code) for code in range(1, 27) if code not in (3, 8, 9, 10, 13, 17)),
    *("\x1b[200~pasted [b]text[/b]\x1b[201~", "🏳️‍🌈", "\x1b[97;1:3u", "\x1b[?2026;2$y"),
)
NAMES = (
    *("enter", "tab", "escape", "backspace", "shift+tab", "f1", "f5", "delete", "up", "down", "left", "right", "home"),
    *("end", "pageup", "pagedown", "space", *(f"ctrl+{letter}" for letter in "abdefgknoprstuvwxyz")),
)
BUTTONS = (0, 0, 0, 1, 2, 32, 35, 64, 65)  # left, middle, right, dragged, moved, wheel


def typed(seed: int, count: int) -> Iterator[str]:
    """What a terminal sends: keys, clicks and turns of the wheel, on the screen and beside it; ``q`` is left out."""
    chance = random.Random(seed)
    for _ in range(count):
        if chance.random() < 0.12:
            button, x, y = chance.choice(BUTTONS), chance.randint(1, 125), chance.randint(1, 45)
            yield f"\x1b[<{button};{x};{y}M" + (f"\x1b[<{button};{x};{y}m" if chance.random() < 0.8 else "")
        else:
            yield chance.choice(SIGNS if chance.random() < 0.6 else CODES)


def pressed(seed: int, count: int) -> Iterator[str]:
    """The names of keys as Textual has them."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.choice(SIGNS.replace(" ", "")) if chance.random() < 0.6 else chance.choice(NAMES)


def sizes(seed: int, count: int) -> Iterator[tuple[int, int]]:
    """Widths and heights of terminals."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.choice((1, 2, chance.randint(1, 500))), chance.choice((1, 2, chance.randint(1, 200)))
