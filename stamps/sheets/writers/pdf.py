"""PDF: what labels share once as a form, the rest as rows of bytes, pages as they fill."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from stamps.sheets.drawing import Item, Shape
from stamps.sheets.label import Design
from stamps.sheets.writers.pdf_file import PdfFile
from stamps.sheets.writers.pdf_fonts import PdfFonts
from stamps.sheets.writers.pdf_rows import Rows
from stamps.sheets.writers.pdf_words import points, shape, text
from stamps.sheets.writers.port import Job, Run, Written

_FORMS_KEPT: Final = 256


def write(out: BinaryIO, job: Job, runs: Iterable[Run]) -> Written:
    """All labels on as many pages as they need; memory does not grow with their number."""
    document = _Document(out, job)
    for run in runs:
        document.add(run)
    return document.close()


class _Document:
    """One file being written: its fonts, the forms drawn so far, the page that is filling."""

    def __init__(self, out: BinaryIO, job: Job) -> None:
        self._job = job
        self._file = PdfFile(out)
        self._catalog, self._tree = self._file.reserve(), self._file.reserve()
        self._fonts = PdfFonts(self._file)
        # by identity, with the design itself kept so that no other can take its place
        self._forms: dict[int, tuple[int, Design]] = {}
        self._pages: list[int] = []
        self._labels = 0
        self._page, self._content, self._used = 0, list[bytes](), set[int]()
        self._size = points(job.stock.page_w), points(job.stock.page_h)
        across, down = job.correction.factors
        # from here on the page's top left is the origin, as everywhere else in sheets
        self._start = b"%.5f 0 0 %.5f 0 %b cm" % (across, down, self._size[1])
        self._marks = b"\n".join(self._item(mark) for mark in job.marks)

    def add(self, run: Run) -> None:
        """Draw the labels of a run, on new pages where the one begun is full."""
        form, per_page = self._form(run.design), self._job.stock.per_page
        rows = Rows(self._job, self._fonts, run, form)
        done, count = 0, len(run.labels)
        while done < count:
            page, cell = divmod(run.first + done, per_page)
            if page != self._page and self._content:
                self._put_page()
            self._page = page
            taken = min(per_page - cell, count - done)
            self._content.append(rows.between(done, done + taken))
            self._used.add(form)
            done += taken
        self._labels += count

    def _put_page(self) -> None:
        stream = self._file.put_stream(b"\n".join([self._start, self._marks, *self._content]))
        named = b"".join(b"/K%d %d 0 R" % (form, form) for form in sorted(self._used))
        self._pages.append(
            self._file.put(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Contents %d 0 R"
                b"/Resources<</Font %d 0 R/XObject<<%b>>>>>>"
                % (self._tree, *self._size, stream, self._fonts.resources, named)
            )
        )
        self._content, self._used = [], set()

    def _form(self, design: Design) -> int:
        """The object number of a design's fixed part, origin at the label's top left."""
        known = self._forms.get(id(design))
        if known is not None:
            return known[0]
        if len(self._forms) >= _FORMS_KEPT:
            self._forms.clear()
        stock = self._job.stock
        number = self._file.put_stream(
            b"\n".join(self._item(item) for item in design.items),
            b"/Type/XObject/Subtype/Form/BBox[0 %b %b 0]/Resources<</Font %d 0 R>>"
            % (points(-stock.label_h), points(stock.label_w), self._fonts.resources),
        )
        self._forms[id(design)] = number, design
        return number

    def _item(self, item: Item) -> bytes:
        return shape(item) if isinstance(item, Shape) else text(self._fonts, item)

    def close(self) -> Written:
        """Everything that can only be known at the end: fonts, page tree, catalogue."""
        if self._content or not self._pages:
            self._put_page()
        self._fonts.close()
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self._file.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._pages), kids), self._tree)
        # PrintScaling None asks the viewer to keep true millimetres
        self._file.put(
            b"<</Type/Catalog/Pages %d 0 R/Lang(vi)/ViewerPreferences<</PrintScaling/None>>>>"
            % self._tree,
            self._catalog,
        )
        info = self._file.put(b"<</Title(%b)>>" % self._job.stock.name.encode("ascii"))
        self._file.close(self._catalog, info)
        return Written(self._labels, len(self._pages))
