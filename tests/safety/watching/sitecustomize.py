"""Has every process of the program write down what it opens for writing, starts and says to the network.

Python imports this where PYTHONPATH leads to this folder; WATCHED names the file that it writes to.
"""

import os
import sys

_LOG = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
_STARTING = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "webbrowser.open", "pty.spawn")
_REACHING = tuple(f"socket.{deed}" for deed in ("connect", "bind", "getaddrinfo", "gethostbyname", "sendto"))
_LOCAL = (1,)  # AF_UNIX


def _say(kind: str, *what: object) -> None:
    words = (os.fsdecode(word) if isinstance(word, bytes) else str(word) for word in what)
    os.write(_LOG, ("\t".join((kind, *words)).replace("\n", " ") + "\n").encode("utf-8", "backslashreplace"))


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        if isinstance(arguments[0], str | bytes):
            _say("write", os.path.abspath(os.fsdecode(arguments[0])))
    elif event == "sqlite3.connect":
        _say("write", os.path.abspath(os.fsdecode(arguments[0])))
    elif event in _CHANGING:
        for path in arguments[:2] if event in ("os.rename", "os.link") else arguments[:1]:
            if isinstance(path, str | bytes):
                _say("write", os.path.abspath(os.fsdecode(path)))
    elif (event == "socket.__new__" and int(arguments[1]) not in _LOCAL) or event in (
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
    ):
        _say("network", event, *arguments[1:])
    elif event in _STARTING:
        _say("start", event, arguments[0])


sys.addaudithook(_watch)
