"""Archives that hold an article in parts (EPUB, DOCX): opened in memory, never unpacked, every size doubted.

What an archive says of the sizes of its parts is not believed; what comes out of it is counted.
"""

import io
import zipfile
import zlib

MOST = 10_000
"""Parts of one archive."""

TOTAL = 32 * 1024 * 1024
"""Bytes of all parts that are read, unpacked."""

_ENTRY = b"PK\x01\x02"  # what every entry of an archive's directory begins with
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can't be unpacked up to a limit
_RATIO = 400  # bytes out of one byte in, beyond which a large part is no text
_LARGE = 1024 * 1024  # bytes of a part whose ratio tells something
_PIECE = 1 << 20
_ENCRYPTED = 0x1
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, KeyError)


class Archive:
    """The parts of an archive, of which only so much is ever unpacked."""

    def __init__(self, data: bytes) -> None:
        """Look at what the archive says it holds.

        Args:
            data: The whole of it.

        Raises:
            ValueError: It is none, is damaged, or holds too many parts.
        """
        if data.count(_ENTRY) > MOST:
            raise ValueError(f"holds more than the limit of {MOST:,} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_FAULTS, ValueError) as fault:
            raise ValueError("is damaged, or cut short") from fault
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._left = TOTAL

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Unpack one part.

        Args:
            name: What the archive calls it.

        Returns:
            All its bytes.

        Raises:
            ValueError: There is no such part, it is damaged, encrypted, or holds more than may be.
        """
        info = self._infos.get(name)
        if info is None:
            raise ValueError(f"lacks its part {name[:100]}")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise ValueError("is encrypted, or packed in a way that isn't read")
        pieces: list[bytes] = []
        length = 0
        try:
            with self._zip.open(info) as part:
                while piece := part.read(min(_PIECE, self._left + 1)):
                    length += len(piece)
                    self._left -= len(piece)
                    self._check(length, info.compress_size)
                    pieces.append(piece)
        except _FAULTS as fault:
            raise ValueError(f"is damaged in its part {name[:100]}") from fault
        return b"".join(pieces)

    def _check(self, length: int, packed: int) -> None:
        """Look whether more has come out than may.

        Raises:
            ValueError: It has; nothing more can be read then.
        """
        if self._left < 0:
            raise ValueError(f"unpacks to more than the limit of {TOTAL // (1024 * 1024)} MB")
        if length > max(_LARGE, _RATIO * packed):
            raise ValueError("unpacks to far more than text does")
