"""The texts that annotations were made in, kept so that passages are found again; a cache, and may be deleted."""

import contextlib
import os
import re

from reader import files, locations

_NAME = re.compile(r"[0-9a-f]{64}")
_LARGEST = 64 * 1024 * 1024  # characters of a text that is taken back
_LEVEL = 6  # of compression


def digest(text: str) -> str:
    """SHA-256 of a text: what its snapshot goes by."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


class Snapshots:
    """A folder of texts, each once."""

    def __init__(self, folder: str) -> None:
        """Take up a folder.

        Args:
            folder: Where they lie; it need not exist.
        """
        self._folder = folder

    def keep(self, text: str, name: str | None = None) -> str:
        """Keep a text; where it can't be kept nothing is lost but what it would have been good for.

        Args:
            text: An article's text.
            name: Its digest, where it is known.

        Returns:
            Its digest.
        """
        name = name or digest(text)
        path = self._path(name)
        if not os.access(path, os.F_OK):
            with contextlib.suppress(OSError):
                self._write(path, text)
        return name

    def find(self, name: str) -> str | None:
        """A text by its digest, None where it is not kept."""
        import zlib

        if not _NAME.fullmatch(name):
            return None
        try:
            packed = files.read(self._path(name))
            unpacked = zlib.decompressobj(wbits=31).decompress(packed, 4 * _LARGEST)
            text = unpacked.decode("utf-8")
        except (ValueError, zlib.error):
            return None
        return text if digest(text) == name else None

    def _path(self, name: str) -> str:
        return os.path.join(self._folder, f"{name}.txt.gz")

    def _write(self, path: str, text: str) -> None:
        """Write a text under another name first, so that nobody finds half of it.

        Raises:
            OSError: It can't be written.
        """
        import zlib

        locations.make_private(self._folder)
        packer = zlib.compressobj(_LEVEL, wbits=31)  # with the header of gzip
        packed = packer.compress(text.encode("utf-8", "replace")) + packer.flush()
        draft = f"{path}.{os.getpid()}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            with open(descriptor, "wb") as file:
                file.write(packed)
            os.rename(draft, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(draft)
            raise
