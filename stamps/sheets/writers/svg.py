"""SVG: the first page in true millimetres, letters as outlines, for a browser or a print house.

It holds no style, script or font, so that it looks alike under any content policy.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, takewhile
from typing import BinaryIO, Final

from stamps.sheets.drawing import Item, Shape, Text
from stamps.sheets.fonts import MM_PER_POINT, Weight, face
from stamps.sheets.label import Design
from stamps.sheets.writers.port import Job, Placed, Run, Written, placed
from stamps.symbols import Symbol

_SHORT: Final[dict[Weight, str]] = {"regular": "r", "medium": "m", "bold": "b"}


def write(out: BinaryIO, job: Job, runs: Iterable[Run]) -> Written:
    """The first page; labels of further pages are not drawn."""
    page = _Page()
    body, labels = page.items(job.marks), 0
    for each in takewhile(lambda each: each.page == 0, placed(job, runs)):
        body += page.label(each)
        labels += 1
    width, height = _n(job.stock.page_w), _n(job.stock.page_h)
    across, down = job.correction.factors
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" lang="vi">',
        f"<defs>{page.defined()}</defs>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<g transform="scale({_n(across)} {_n(down)})">',
        *body,
        "</g>",
        "</svg>",
    ]
    out.write("\n".join(parts).encode())
    return Written(labels, 1)


class _Page:
    """What a page has in common: outlines of the letters drawn, and designs by identity."""

    def __init__(self) -> None:
        self._letters: dict[Weight, set[str]] = {weight: set() for weight in _SHORT}
        self._designs: dict[int, tuple[str, Design, str]] = {}

    def label(self, each: Placed) -> list[str]:
        """One label: its design by reference, its own words, its symbol."""
        design = each.design
        if id(design) not in self._designs:
            name = f"d{len(self._designs)}"
            drawn = "\n".join(self.items(design.items))
            self._designs[id(design)] = name, design, f'<g id="{name}">{drawn}</g>'
        name = self._designs[id(design)][0]
        words = "".join(self.items(list(design.words(each.label))))
        return [
            f'<use href="#{name}" x="{_n(each.x)}" y="{_n(each.y)}"/>',
            f'<g transform="translate({_n(each.x)} {_n(each.y)})">{words}</g>',
            _symbol(each),
        ]

    def items(self, items: Sequence[Item]) -> list[str]:
        return [_shape(one) if isinstance(one, Shape) else self._text(one) for one in items]

    def _text(self, text: Text) -> str:
        """A line as outlines set by their widths; its words for those who do not see it."""
        loaded, short, at, drawn = face(text.weight), _SHORT[text.weight], 0, []
        self._letters[text.weight].update(text.text)
        for letter in text.text:
            if letter != " ":
                drawn.append(f'<use href="#{short}{loaded.glyph[letter]}" x="{at}"/>')
            at += loaded.advance[letter]
        scale = f"{text.size * MM_PER_POINT / loaded.units:.7f}"
        white = ' fill="#fff"' if text.white else ""
        return (
            f'<g role="img" aria-label="{escape(text.text)}"{white} transform="translate'
            f'({_n(text.x)} {_n(text.y)}) scale({scale} -{scale})">{"".join(drawn)}</g>'
        )

    def defined(self) -> str:
        """The outlines and designs that the page refers to."""
        outlines = [
            f'<path id="{short}{face(weight).glyph[letter]}" d="{path}"/>'
            for weight, short in _SHORT.items()
            for letter, path in face(weight).outlines(self._letters[weight]).items()
        ]
        return "\n".join([*outlines, *(drawn for _, _, drawn in self._designs.values())])


def _shape(shape: Shape) -> str:
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
    return f'<polygon points="{corners}"/>'


def _symbol(each: Placed) -> str:
    scale = f"{each.design.fit.module_mm:.6f}"
    place = f"translate({_n(each.symbol_x)} {_n(each.symbol_y)}) scale({scale})"
    return f'<path shape-rendering="crispEdges" transform="{place}" d="{_runs(each.symbol)}"/>'


def _runs(symbol: Symbol) -> str:
    """Dark modules as one rectangle for each run in a row."""
    drawn = []
    for y, row in enumerate(symbol.rows()):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                drawn.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(drawn)


def _n(mm: float) -> str:
    return f"{mm:.3f}".rstrip("0").rstrip(".")
