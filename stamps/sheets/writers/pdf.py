"""PDF: the repeated part of a label once as a form, symbols as 1-bit images, pages as they fill."""

from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO, Final

from stamps.sheets.drawing import Item, Shape, Text
from stamps.sheets.fonts import MM_PER_POINT
from stamps.sheets.label import Design
from stamps.sheets.writers.pdf_file import PdfFile
from stamps.sheets.writers.pdf_fonts import PdfFonts
from stamps.sheets.writers.port import Job, Placed, Written
from stamps.symbols import Symbol

_POINTS: Final = 1 / MM_PER_POINT
_FORMS_KEPT: Final = 256


def write(out: BinaryIO, job: Job, placed: Iterable[Placed]) -> Written:
    """All labels on as many pages as they need; memory does not grow with their number."""
    document = _Document(out, job)
    labels = 0
    for _, page in groupby(placed, key=lambda each: each.page):
        labels += document.page(page)
    document.close()
    return Written(labels, len(document.pages))


class _Document:
    """One file being written: its fonts, the forms drawn so far, its page numbers."""

    def __init__(self, out: BinaryIO, job: Job) -> None:
        self._job = job
        self._file = PdfFile(out)
        self._catalog, self._tree = self._file.reserve(), self._file.reserve()
        self._fonts = PdfFonts(self._file)
        # by identity, with the design itself kept so that no other can take its place
        self._forms: dict[int, tuple[int, Design]] = {}
        self.pages: list[int] = []

    def page(self, labels: Iterable[Placed]) -> int:
        """Write one page and give the number of its labels."""
        height = self._job.stock.page_h
        content = [self._item(mark, 0, height) for mark in self._job.marks]
        forms: set[int] = set()
        count = 0
        for each in labels:
            count += 1
            form = self._form(each.design)
            forms.add(form)
            top = height - each.y
            content.append(b"q 1 0 0 1 %b %b cm/K%d Do Q" % (_n(each.x), _n(top), form))
            content.append(_image(each.symbol, each, height))
            content += [self._text(t, each.x, top) for t in each.design.words(each.label)]
        self._put_page(b"\n".join(content), sorted(forms))
        return count

    def _put_page(self, content: bytes, forms: list[int]) -> None:
        stream = self._file.put_stream(content)
        width, height = _n(self._job.stock.page_w), _n(self._job.stock.page_h)
        named = b"".join(b"/K%d %d 0 R" % (form, form) for form in forms)
        self.pages.append(
            self._file.put(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Contents %d 0 R"
                b"/Resources<</Font %d 0 R/XObject<<%b>>>>>>"
                % (self._tree, width, height, stream, self._fonts.resources, named)
            )
        )

    def _form(self, design: Design) -> int:
        """The object number of a design's fixed part, origin at the label's top left."""
        known = self._forms.get(id(design))
        if known is not None:
            return known[0]
        if len(self._forms) >= _FORMS_KEPT:
            self._forms.clear()
        stock = self._job.stock
        content = b"\n".join(self._item(item, 0, 0) for item in design.items)
        number = self._file.put_stream(
            content,
            b"/Type/XObject/Subtype/Form/BBox[0 %b %b 0]/Resources<</Font %d 0 R>>"
            % (_n(-stock.label_h), _n(stock.label_w), self._fonts.resources),
        )
        self._forms[id(design)] = number, design
        return number

    def _item(self, item: Item, x: float, top: float) -> bytes:
        return self._shape(item, x, top) if isinstance(item, Shape) else self._text(item, x, top)

    def _text(self, text: Text, x: float, top: float) -> bytes:
        shown = self._fonts.encoded(text.text, text.weight)
        size, name = _decimal(text.size), self._fonts.name(text.weight)
        drawn = b"BT/%b %b Tf %b %b Td<%b>Tj ET" % (
            name,
            size,
            _n(x + text.x),
            _n(top - text.y),
            shown,
        )
        return b"1 g " + drawn + b" 0 g" if text.white else drawn

    def _shape(self, shape: Shape, x: float, top: float) -> bytes:
        corners = [b"%b %b" % (_n(x + px), _n(top - py)) for px, py in shape.points]
        return corners[0] + b" m " + b" l ".join(corners[1:]) + b" l f"

    def close(self) -> None:
        """Everything that can only be known at the end: fonts, page tree, catalogue."""
        self._fonts.close()
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self._file.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self.pages), kids), self._tree)
        # PrintScaling None asks the viewer to keep true millimetres
        self._file.put(
            b"<</Type/Catalog/Pages %d 0 R/Lang(vi)/ViewerPreferences<</PrintScaling/None>>>>"
            % self._tree,
            self._catalog,
        )
        info = self._file.put(b"<</Title(%b)>>" % self._job.stock.name.encode("ascii"))
        self._file.close(self._catalog, info)


def _image(symbol: Symbol, each: Placed, page_h: float) -> bytes:
    """A symbol as an inline image (ISO 32000-1:2008, 8.9.7), 1 dark."""
    side = each.design.fit.side_mm
    data, coded = symbol.packed, b""
    if b"EI" in data:
        # a reader may take these bytes for the end of the image, so this one goes as hex digits
        data, coded = symbol.packed.hex().encode() + b">", b"/F/AHx"
    return b"q %b 0 0 %b %b %b cm BI/W %d/H %d/BPC 1/CS/G/D[1 0]%b ID %b\nEI Q" % (
        _n(side),
        _n(side),
        _n(each.symbol_x),
        _n(page_h - each.symbol_y - side),
        symbol.size,
        symbol.size,
        coded,
        data,
    )


def _n(mm: float) -> bytes:
    """Millimetres as points."""
    return _decimal(mm * _POINTS)


def _decimal(points: float) -> bytes:
    return b"%.3f" % points
