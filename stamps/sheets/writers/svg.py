"""SVG: the first page in true millimetres, its letters embedded, for a browser or a print house."""

from base64 import b64encode
from collections.abc import Iterable
from itertools import groupby, takewhile
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from stamps.sheets.drawing import Item, Shape
from stamps.sheets.fonts import MM_PER_POINT, Weight, face
from stamps.sheets.writers.port import Job, Placed, Written
from stamps.symbols import Symbol

_FAMILIES: Final[dict[Weight, str]] = {"regular": "r", "medium": "m", "bold": "b"}


def write(out: BinaryIO, job: Job, placed: Iterable[Placed]) -> Written:
    """The first page; labels of further pages are not read."""
    letters: dict[Weight, set[str]] = {weight: set() for weight in _FAMILIES}
    body = [_item(mark, 0, 0, letters) for mark in job.marks]
    labels = 0
    for each in takewhile(lambda each: each.page == 0, placed):
        items = (*each.design.items, *each.design.words(each.label))
        body += [_item(item, each.x, each.y, letters) for item in items]
        body.append(_symbol(each))
        labels += 1
    width, height = _n(job.stock.page_w), _n(job.stock.page_h)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" lang="vi">'
    )
    paper = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    parts = [head, _style(letters), paper, *body, "</svg>"]
    out.write("\n".join(parts).encode())
    return Written(labels, 1)


def _style(letters: dict[Weight, set[str]]) -> str:
    rules = []
    for weight, family in _FAMILIES.items():
        program = b64encode(face(weight).subset({*letters[weight], " "})).decode()
        source = f"url(data:font/ttf;base64,{program})"
        rules.append(f"@font-face{{font-family:{family};src:{source}}}")
        rules.append(f".{family}{{font-family:{family},'Be Vietnam Pro',sans-serif}}")
    return f"<style>text{{font-kerning:none}}{''.join(rules)}</style>"


def _item(item: Item, x: float, y: float, letters: dict[Weight, set[str]]) -> str:
    if isinstance(item, Shape):
        corners = " ".join(f"{_n(x + px)},{_n(y + py)}" for px, py in item.points)
        return f'<polygon points="{corners}"/>'
    letters[item.weight].update(item.text)
    return (
        f'<text class="{_FAMILIES[item.weight]}" x="{_n(x + item.x)}" y="{_n(y + item.y)}" '
        f'font-size="{_n(item.size * MM_PER_POINT)}"'
        f"{' fill=' + chr(34) + '#fff' + chr(34) if item.white else ''}>{escape(item.text)}</text>"
    )


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
