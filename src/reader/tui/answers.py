"""What a terminal answers when it is asked for its colours, picked out of what is typed.

Asked is with xterm's OSC 11; a terminal that knows mode 2031 says by itself when its colours become dark or light (as
contour and others have it).
"""

import re

from textual.message import Message

ASK = "\x1b]11;?\x1b\\\x1b[?2031h"
"""What asks for the colour of the ground, and to be told of changes."""
ASK_NO_MORE = "\x1b[?2031l"

_CHANNEL = r"([0-9A-Fa-f]{1,4})"
_ANSWER = re.compile(
    rf"\x1b\]11;rgba?:{_CHANNEL}/{_CHANNEL}/{_CHANNEL}(?:/[0-9A-Fa-f]{{1,4}})?(?:\x07|\x1b\\)|\x1b\[\?997;([12])n"
)
_BEGUN = re.compile(r"\x1b(?:\](?:1(?:1(?:;[0-9A-Frgba-f:/]{0,40}\x1b?)?)?)?|\[\?(?:9(?:9(?:7(?:;[12]?)?)?)?)?)\Z")
_SHARES = (0.2126, 0.7152, 0.0722)  # of red, green and blue in how light a colour is
_MIDDLE = 0.5


class GroundTold(Message):
    """The terminal has said whether its ground is light."""

    def __init__(self, light: bool) -> None:
        """Pass it on.

        Args:
            light: Whether it is.
        """
        super().__init__()
        self.light = light


class Answers:
    """Picks answers out of a stream, wherever it is cut."""

    def __init__(self) -> None:
        """Begin with nothing held back."""
        self._held = ""

    def take(self, typed: str) -> tuple[str, bool | None]:
        """Take the next piece.

        Args:
            typed: What came; nothing where nothing more came for a while.

        Returns:
            What else was typed, and whether the ground is light where an answer says so. The beginning of an answer
            is held back as long as more comes.
        """
        text = self._held + typed
        self._held = ""
        if "\x1b" not in text:
            return text, None
        light: bool | None = None
        for found in _ANSWER.finditer(text):
            light = found[4] == "2" if found[4] else _is_light(found[1], found[2], found[3])
        if light is not None:
            text = _ANSWER.sub("", text)
        if typed and (begun := _BEGUN.search(text)):
            self._held = text[begun.start() :]
            text = text[: begun.start()]
        return text, light


def _is_light(*channels: str) -> bool:
    """Whether a colour is nearer to white than to black; each channel is in hexadecimal, of any length."""
    levels = (int(channel, 16) / ((1 << 4 * len(channel)) - 1) for channel in channels)
    return sum(share * level for share, level in zip(_SHARES, levels, strict=True)) > _MIDDLE
