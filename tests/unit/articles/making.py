"""Files in the forms of others, made small and by hand so that tests say what is in them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return whole.getvalue()


def epub(
    chapters: Sequence[str], said: str = "<dc:title>A book</dc:title>", more: Mapping[str, str] | None = None
) -> bytes:
    """A book of chapters in HTML."""
    ids = range(len(chapters))
    items = "".join(f'<item id="c{n}" href="ch%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in ids)
    spine = "".join(f'<itemref idref="c{n}"/>' for n in ids)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{said}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER, "OEBPS/book.opf": package}
    parts |= {f"OEBPS/ch {n}.xhtml": chapter for n, chapter in enumerate(chapters)}
    return packed(parts | dict(more or {}))


def docx(body: str, more: Mapping[str, str] | None = None) -> bytes:
    """A Word document with a body in its XML, and other parts, in which ``%s`` stands for the namespace."""
    document = f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document} | {name: content % _W for name, content in (more or {}).items()})


def paragraph(said: str, style: str = "", numbered: str = "") -> str:
    """A paragraph of a Word document."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>' if numbered else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escape(said)}</w:t></w:r></w:p>"


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], info: str = "") -> bytes:
    """A PDF: of each page the lines, with place from the left and the bottom, size and text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "".join(f"BT /F1 {size} Tf {x} {y} Td ({_kept(said)}) Tj ET\n" for x, y, size, said in lines)
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R /Resources {font} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< {info} >>")
    return assembled([entry.encode("latin-1") for entry in objects], len(objects))


def assembled(objects: Sequence[bytes], info: int) -> bytes:
    """A PDF of its objects, the first of which is the catalog."""
    whole = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return whole + head + table + tail % (len(objects) + 1, info, len(whole))


def _kept(said: str) -> str:
    """A text of PDF."""
    return said.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
