"""Files that no editor saves: each made as large as is asked for."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping


def _filled(unit: str | bytes, before: str = "", after: str = "", encoding: str = "utf-8") -> Callable[[int], bytes]:
    """A file of one unit over and over."""

    def make(size: int) -> bytes:
        data = unit.encode(encoding, "surrogatepass") if isinstance(unit, str) else unit
        return before.encode(encoding) + data * max(1, size // len(data)) + after.encode(encoding)

    return make


def _noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def _names(size: int) -> bytes:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = (f"Jane{letters[n % 26]}{letters[n // 26 % 26]} Doe{letters[n // 676 % 26]}" for n in range(size // 20))
    return " ".join(f"{name} said no." for name in names).encode()


def _nested_list(size: int) -> bytes:
    return "\n".join(f"{' ' * (2 * depth)}- a" for depth in range(int(size**0.5))).encode()


def _rising_ticks(size: int) -> bytes:
    return "a".join("`" * count for count in range(int((2 * size) ** 0.5))).encode()


def _wide_table(size: int) -> bytes:
    row = "|" + "a|" * (size // 6) + "\n"
    return (row + row.replace("a", "-") + row).encode()


def _packed(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _pdf(size: int) -> bytes:
    drawn = zlib.compress(b"BT (a) Tj ET " * (size // 13), 9)
    stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(drawn) + drawn + b"\nendstream endobj\n"
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        + stream
        + b"trailer<</Root 1 0 R>>"
    )


def _many_chapters(size: int) -> bytes:
    items = [f'<item id="i{n}" href="b.xhtml" media-type="application/xhtml+xml"/>' for n in range(size // 100)]
    spine = [f'<itemref idref="i{n}"/>' for n in range(size // 100)]
    root = '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/>'
    package = f"<package><manifest>{''.join(items)}</manifest><spine>{''.join(spine)}</spine></package>"
    return _packed(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": f"<container><rootfiles>{root}</rootfiles></container>".encode(),
            "a.opf": package.encode(),
            "b.xhtml": b"<html><body>" + b"<p>hello world</p>" * (size // 18) + b"</body></html>",
        }
    )


_ENTITIES = '<!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '">]>'

FILES: Mapping[str, Callable[[int], bytes]] = {
    "nothing.txt": lambda size: b"",
    "nul.txt": _filled(b"\0"),
    "noise.txt": _noise,
    "noise without nul.txt": lambda size: _noise(size).replace(b"\0", b"x"),
    "western.txt": _filled("Café señor said “x”. ", encoding="cp1252"),
    "cyrillic.txt": _filled("Он сказал что это будет. ", encoding="cp1251"),
    "japanese.txt": _filled("彼は言った。これは新聞です。", encoding="shift_jis"),
    "wide units.txt": _filled("He said: “yes”. ", encoding="utf-16"),
    "half a wide unit.txt": lambda size: b"\xff\xfe" + b"a\0" * (size // 2) + b"b",
    "surrogates.txt": lambda size: b"\xff\xfe" + b"\x00\xd8" * (size // 2),
    "encoded surrogates.txt": _filled("\ud800 "),
    "broken units.txt": _filled(b"He said \xe2\x80\x9cyes\xe2\x80 to it. "),
    "one line.txt": _filled("He said: “We stay.” "),
    "one word.txt": _filled("a"),
    "blanks.txt": _filled(" "),
    "line ends.txt": _filled("\n"),
    "carriage returns.txt": _filled("\r"),
    "lines.txt": _filled("x\n"),
    "paragraphs.txt": _filled("Jane Doe said no.\n\n"),
    "opening marks.txt": _filled("“"),
    "straight marks.txt": _filled('"'),
    "marks and blanks.txt": _filled('" '),
    "apostrophes.txt": _filled("'"),
    "combining.txt": _filled("\u0301", "Title\n\na", " b"),
    "emoji.txt": _filled("👨‍👩‍👧‍👦🏳️‍🌈🇬🇧 "),
    "joined.txt": _filled("\u200d👩", "👨"),
    "flags.txt": _filled("🇬"),
    "right to left.txt": _filled("שלום אמר ראש הממשלה. "),
    "wide.txt": _filled("新聞"),
    "capitals.txt": _filled("Aa Bb "),
    "initials.txt": _filled("A. "),
    "enumeration.txt": _filled("Jane Doe, "),
    "names.txt": _names,
    "said.txt": _filled("said "),
    "said what.txt": _filled("said “"),
    "utterance.txt": _filled("“A,” he said, "),
    "digits.txt": _filled("9"),
    "full stops.txt": _filled("."),
    "brackets.txt": _filled("[("),
    "dashes.txt": _filled("—"),
    "addresses.txt": _filled("http://a.b/"),
    "at.txt": _filled("a@"),
    "deep.html": _filled("<div>", after="x"),
    "deep quotations.html": _filled("<blockquote>"),
    "deep tables.html": _filled("<table><tr><td>"),
    "bold.html": _filled("<b>", after="x"),
    "unclosed tags.html": _filled("<a "),
    "less than.html": _filled("<"),
    "ampersands.html": _filled("&"),
    "references.html": _filled("&#9999999999;&nbsp;"),
    "comments.html": _filled("<!--"),
    "sections.html": _filled("<![CDATA["),
    "attributes.html": _filled("a=b ", "<p ", ">x"),
    "paragraphs.html": _filled("<p>Jane Doe said “no” to it.</p>", "<html><body>"),
    "scripts.html": _filled("<script>"),
    "metadata.html": _filled("<meta name=author content=x>", "<html><head>"),
    "nested data.html": _filled('{"a":[', '<html><script type="application/ld+json">', "</script><p>x"),
    "lines.html": _filled("x\n", "<pre>"),
    "entities.html": _filled("&b;", '<!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><p>'),
    "table.md": _filled("|Jane|Doe|\n", "|a|b|\n|-|-|\n"),
    "wide table.md": _wide_table,
    "list.md": _filled("- "),
    "lists.md": _filled("- a\n"),
    "nested list.md": _nested_list,
    "quotations.md": _filled(">"),
    "stars.md": _filled("*"),
    "emphases.md": _filled("*a "),
    "underscores.md": _filled("_a"),
    "links.md": _filled("["),
    "half links.md": _filled("[a]("),
    "pictures.md": _filled("!["),
    "rising ticks.md": _rising_ticks,
    "headings.md": _filled("# a\n"),
    "fences.md": _filled("```\n"),
    "rules.md": _filled("---\n"),
    "backslashes.md": _filled("\\"),
    "less than.md": _filled("<a "),
    "front matter without end.md": _filled("a: b\n", "---\n"),
    "long title.md": _filled("x", "---\ntitle: ", "\n---\nx"),
    "long date.md": _filled("9", "---\ndate: ", "\n---\nx"),
    "dots.md": _filled("a.", "+++\n", "b=1\n+++\n"),
    "arrays.md": _filled("[", "+++\na=", "\n+++\n"),
    "lies.md": lambda size: (
        b'---\ndate: 99999-99-99\nurl: javascript:x\nauthor: [[[\nlang: ../..\ntitle: "\n---\n\ntext'
    ),
    "entries.rss": _filled("<item><title>a</title><description>b</description></item>", "<rss><channel>"),
    "deep.rss": _filled("<a>", "<rss>"),
    "entities.rss": lambda size: f"{_ENTITIES}<rss><channel><title>&c;</title></channel></rss>".encode(),
    "tags.atom": _filled("&lt;div&gt;", '<feed><entry><content type="html">', "</content></entry></feed>"),
    "bomb.docx": lambda size: _packed({"word/document.xml": b'<w:document xmlns:w="x">' + b" " * (30 * size)}),
    "parts.docx": lambda size: _packed({f"a{number}": b"" for number in range(size // 150)}),
    "chapters.epub": _many_chapters,
    "cut short.docx": lambda size: b"PK\x03\x04" + _noise(size),
    "noise.pdf": lambda size: b"%PDF-1.4\n" + _noise(size),
    "arrays.pdf": _filled("[", "%PDF-1.4\n"),
    "dictionaries.pdf": _filled("<<", "%PDF-1.4\n"),
    "bomb.pdf": lambda size: _pdf(25 * size),
    "loop.pdf": lambda size: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj trailer<</Root 1 0 R>>",
}
"""What each is called, and how it is made of about so many bytes."""
