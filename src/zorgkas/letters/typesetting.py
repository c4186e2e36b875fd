"""Turns letters into PDF (tagged, PDF/UA-1) with the Typst templates of this room. Knows no database."""

import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

TEMPLATES = Path(__file__).parent / "typst"

_per_thread = threading.local()


@dataclass(frozen=True)
class Sheaf:
    """Letters set in one document, with the first page of each (from 1) and the number of pages of all."""

    pdf: bytes
    first_pages: tuple[int, ...]
    page_count: int


def typeset(
    letters: Sequence[Mapping[str, object]],
    *,
    fund: Mapping[str, str],
    title: str,
    sent_on: str | None = None,
    large: bool = False,
) -> bytes:
    """Set letters of one fund as one PDF; without `sent_on` they are drafts."""
    return _compile(_batch(letters, fund, title, sent_on, large))


def typeset_sheaf(
    letters: Sequence[Mapping[str, object]], *, fund: Mapping[str, str], title: str, sent_on: str
) -> Sheaf:
    """Set letters as one PDF and tell on which page each begins."""
    pdf = _compile(_batch(letters, fund, title, sent_on, False))
    first_pages = _first_pages(pdf)
    assert len(first_pages) == len(letters), "each letter starts its own page numbers"
    return Sheaf(pdf, first_pages, _page_count(pdf))


def cut(file: Path, *, root: Path, pages: tuple[int, int], title: str) -> bytes:
    """Take one letter (its first and last page) out of a print file; a file with nothing else stays as it is."""
    pdf = file.read_bytes()
    if pages == (1, _page_count(pdf)):
        return pdf
    compiler = typst.Compiler((TEMPLATES / "cut.typ").read_bytes(), root=str(root), ignore_system_fonts=True)
    inputs = {"file": f"/{file.relative_to(root)}", "first": str(pages[0]), "last": str(pages[1]), "title": title}
    part = compiler.compile(format="pdf", sys_inputs=inputs)
    assert isinstance(part, bytes)
    return part


def _batch(
    letters: Sequence[Mapping[str, object]], fund: Mapping[str, str], title: str, sent_on: str | None, large: bool
) -> str:
    return json.dumps({"title": title, "sent_on": sent_on, "large": large, "fund": fund, "letters": letters})


def _first_pages(pdf: bytes) -> tuple[int, ...]:
    """Read the page labels of the PDF (ISO 32000, 12.4.2): at the foot of its last page a letter sets the count back to
    nothing (main.typ), so a page without a number ends a letter. Pages that follow each other without a number, the
    letters of one page, share one label."""
    numbered = dict(re.findall(rb"\n(\d+) 0 obj\n<<(?:/Type/PageLabel)?/S/D(?:/St (\d+))?>>", pdf))
    reference = re.search(rb"/PageLabels (\d+) 0 R", pdf)
    assert reference, "the templates number their pages"
    start = pdf.index(b"\n" + reference[1] + b" 0 obj")
    labels = re.findall(rb"(\d+) (\d+) 0 R", pdf[pdf.index(b"/Nums", start) : pdf.index(b"endobj", start)])
    count = _page_count(pdf)
    bounds = [int(index) for index, _label in labels] + [count]
    ends = [
        page + 1
        for (_index, label), low, high in zip(labels, bounds, bounds[1:], strict=False)
        if not numbered[label]
        for page in range(low, high)
    ]
    return (1, *(end + 1 for end in ends if end < count))


def _page_count(pdf: bytes) -> int:
    counts = re.findall(rb"/Type/Pages/Count (\d+)", pdf)
    return max(map(int, counts))


def _compile(batch: str) -> bytes:
    pdf = _compiler().compile(format="pdf", sys_inputs={"batch": batch}, pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def _compiler() -> typst.Compiler:
    """One warm compiler per thread: it keeps the templates and the fonts."""
    if not hasattr(_per_thread, "compiler"):
        _per_thread.compiler = typst.Compiler(
            str(TEMPLATES / "main.typ"), root=str(TEMPLATES), ignore_system_fonts=True
        )
    compiler: typst.Compiler = _per_thread.compiler
    return compiler
