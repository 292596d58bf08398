"""Text that wants to be more than text, put wherever text can come from."""

import json
import os
from pathlib import Path

MARK = "EVIL"
"""A word in whatever a terminal would take for a command."""

COMMANDS = {
    "color": f"\x1b[31;41m{MARK}\x1b[0m",
    "clear": f"\x1b[2J\x1b[3J{MARK}",
    "status report": f"\x1b[6n\x1b[c\x1b[>0q{MARK}",
    "modes": f"\x1b[?1049l\x1b[?1000l\x1b[?2004l\x1b[?25h{MARK}",
    "full reset": f"\x1bc{MARK}",
    "character set": f"\x1b(0\x0e{MARK}\x0f",
    "title": f"\x1b]0;{MARK}\x07",
    "title 2": f"\x1b]2;{MARK}\x1b\\",
    "link": f"\x1b]8;;http://{MARK}.example/\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": f"\x1b]52;c;{MARK}\x07",
    "notification": f"\x1b]9;{MARK}\x07\x1b]777;notify;{MARK};x\x07",
    "device control": f"\x1bP$q{MARK}\x1b\\\x1bP+q{MARK}\x1b\\",
    "program command": f"\x1b_G{MARK}\x1b\\",
    "privacy message": f"\x1b^{MARK}\x1b\\\x1bX{MARK}\x1b\\",
    "eight-bit csi": f"\x9b31m{MARK}",
    "eight-bit osc": f"\x9d52;c;{MARK}\x9c",
    "eight-bit dcs": f"\x90{MARK}\x9c\x9f{MARK}\x9c",
    "bell and backspace": f"\x07\x08\x08\x7f{MARK}\x05",
    "lone escape": f"{MARK}\x1b",
    "split escape": "\x1b\x1b[\x1b]" + MARK,
}
"""What acts on a terminal, by what it would do."""

DECEITS = {
    "bidirectional": f"\u202e{MARK}\u202c \u2066{MARK}\u2069 \u200f\u200e\u061c{MARK}",
    "zero width": f"{MARK[:2]}\u200b\u2060\ufeff{MARK[2:]}",
    "tag characters": "\U000e0041\U000e0042\U000e007f" + MARK,
    "annotations of lines": f"\ufff9{MARK}\ufffa{MARK}\ufffb",
    "separators": f"{MARK}\u2028{MARK}\u2029{MARK}\x85{MARK}",
    "controls": "".join(map(chr, [*range(1, 9), *range(14, 32), *range(0x7F, 0xA0)])) + MARK,
}
"""What a terminal may hide, turn around or break."""

MARKUP = {
    "rich": "[bold red]a[/bold red] [link=file:///etc/passwd]b[/link] [/] [",
    "textual": "[@click=app.exit]c[/] [$error]d[/] [on red]e[/]",
    "format": "%s %n {0} {self.x} ${HOME} $(id) `id`",
    "spreadsheet": '=HYPERLINK("http://x.example","y")',
}
"""What a library may take for its own language; it is to show as typed."""

ALL = COMMANDS | DECEITS | MARKUP

ACTING = frozenset(
    chr(code)
    for codes in (
        (*range(0x20), *range(0x7F, 0xA0)),
        (0x061C, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), 0x2060, *range(0x2066, 0x2070)),
        (0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)),
    )
    for code in codes
)
"""Characters that no output may hold, except line ends: controls, what turns or hides text, tags."""


def acting(text: str, but: str = "\n") -> set[str]:
    """Which characters of a text must not be in what the program writes."""
    return {repr(char) for char in ACTING & set(text) - set(but)}


def library(folder: Path) -> Path:
    """Write articles with all of it, in several forms, under names that hold some of it."""
    folder.mkdir(exist_ok=True)
    for number, (kind, evil) in enumerate(ALL.items()):
        line = evil.replace("\x85", " ").replace("\n", " ")
        plain = (
            f"Title {number} {line}\n\nThe mayor Jane{line}Doe of {line} said on Monday: “We {line} stay.”\n\n"
            f"John Roe{line} said: “It is a {line} disgrace to all of us here.” <!-- {kind} -->\n"
        )
        (folder / f"{number:02} plain.txt").write_bytes(plain.encode("utf-8", "surrogatepass"))
        front = "".join(f'{key}: "{line}"\n' for key in ("title", "author", "source", "date", "url", "lang"))
        front = f"---\n{front}---\n\n"
        (folder / f"{number:02} front.md").write_text(f"{front}# {line}\n\n[{line}]({line})\n\n{plain}", "utf-8")
    everything = " ".join(ALL.values())
    entities = "".join(char if char.isalnum() or char == " " else f"&#{ord(char)};" for char in everything)
    (folder / "page.html").write_text(
        f"<html><head><title>{entities}</title><meta name=author content='{entities}'></head><body><article>"
        f"<h1>{entities}</h1><p>Jane Doe said: “We stay {entities}.”</p><p>{'And so on it went. ' * 20}</p></article>",
        "utf-8",
    )
    for name in (b"a\x1b]0;EVIL\x07.txt", b"b\xff\xfe\x9b.txt", b"-rf.txt", "c\u202eexe.txt".encode(), b"d\nEVIL.txt"):
        with open(os.fsencode(folder) + b"/" + name, "w", encoding="utf-8") as file:
            file.write("A name\n\nJane Doe said: “The name is strange.”\n")
    (folder / f"e{COMMANDS['clipboard']}.txt").symlink_to(f"nowhere{COMMANDS['title']}")
    return folder


def home(folder: Path) -> dict[str, str]:
    """Write settings, a theme, annotations and corrections with all of it; the environment that names them."""
    everything = json.dumps(" ".join((*COMMANDS.values(), *MARKUP.values())).replace("\x85", " "))
    config, data = folder / ".config/reader", folder / ".local/share/reader"
    (config / "themes").mkdir(parents=True)
    data.mkdir(parents=True)
    (config / "config.toml").write_text(
        f"theme = {everything}\ncolumn_width = {everything}\n{everything} = 1\n[colors]\n1 = {everything}\n", "utf-8"
    )
    (config / f"themes/x{COMMANDS['clipboard']}.toml").write_text(f"title = {everything}\n{everything} = 1\n", "utf-8")
    (config / "themes/broken.toml").write_text(f"\x1b]52;c;{MARK}\x07 = [", "utf-8")
    (data / "corrections.toml").write_text(
        f'schema = 1\n[[correction]]\nid = "c-1"\ndeed = "rename"\nactor = "John Roe"\nname = {everything}\n'
        f'[[correction]]\nid = "c-2"\ndeed = {everything}\n[[correction]]\nid = {everything}\n{everything} = 1\n',
        "utf-8",
    )
    (data / "annotations.toml").write_text(
        f'schema = 1\n[[article]]\nid = "a-1"\ntitle = {everything}\npath = {everything}\n'
        f'[[annotation]]\nid = "n-1"\narticle = "a-1"\nexact = {everything}\n'
        f"note = {everything}\ntags = [{everything}]\n",
        "utf-8",
    )
    return {"HOME": str(folder), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
