"""Label-printer files drawn by an interpreter of our own: what the paper would show."""

import re

import numpy as np
import numpy.typing as npt
from PIL import Image

Dots = npt.NDArray[np.bool_]


def tspl_pages(data: bytes, dots_per_mm: float = 8) -> list[Image.Image]:
    """TSPL: SIZE, CLS, BITMAP (mode 0 overwrites, 0 is dark), PRINT; any other word fails."""
    paper, pages, at = np.zeros((0, 0), np.bool_), [], 0
    while at < len(data):
        end = data.index(b"\r\n", at)
        if not data.startswith(b"BITMAP ", at):
            words = data[at:end].decode("ascii").split(" ", 1)
            if words[0] == "SIZE":
                wide, high = (float(mm) for mm in re.findall(r"([\d.]+) mm", words[1]))
                paper = np.zeros((round(high * dots_per_mm), round(wide * dots_per_mm)), np.bool_)
            elif words[0] == "CLS":
                paper = np.zeros_like(paper)
            elif words[0] == "PRINT":
                pages.append(Image.fromarray(np.where(paper, 0, 255).astype(np.uint8)))
            else:
                assert words[0] in ("GAP", "DIRECTION", "REFERENCE"), words
            at = end + 2
            continue
        head = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,").match(data, at)
        assert head is not None
        x, y, row_bytes, rows = (int(number) for number in head.groups())
        body = data[head.end() : head.end() + row_bytes * rows]
        bits = np.unpackbits(np.frombuffer(body, np.uint8).reshape(rows, row_bytes), axis=1) == 0
        room = paper[y : y + rows, x : x + 8 * row_bytes]
        assert (
            bits[:, room.shape[1] :].sum() == bits[room.shape[0] :].sum() == 0
        )  # ink off the paper
        room[:] = bits[: room.shape[0], : room.shape[1]]
        at = head.end() + len(body) + 2
    return pages


def unpacked(row_bytes: int, total: int, data: str) -> Dots:
    """ZPL II programming guide, ~DG: repeat counts G–Y and g–z, `,` `!` fill a row, `:` repeats."""
    rows: list[str] = []
    row, count = "", 0
    for letter in data:
        if letter in ",!":
            row = row.ljust(2 * row_bytes, "0" if letter == "," else "F")
        elif letter == ":":
            row = rows[-1]
        elif "G" <= letter <= "Y":
            count += ord(letter) - ord("G") + 1
        elif "g" <= letter <= "z":
            count += 20 * (ord(letter) - ord("g") + 1)
        else:
            row, count = row + letter * (count or 1), 0
        if len(row) == 2 * row_bytes:
            rows.append(row)
            row = ""
    raw = bytes.fromhex("".join(rows))
    assert len(raw) == total
    return np.unpackbits(np.frombuffer(raw, np.uint8).reshape(-1, row_bytes), axis=1) == 1


def zpl_pages(text: str) -> list[Image.Image]:
    """ZPL: stored (~DG, ^XG) and inline (^GFA) graphics on formats; its own font is left out."""
    stored: dict[str, Dots] = {}
    pages = []
    pattern = r"~DG(\S+?),(\d+),(\d+),([^\n^~]*)|\^XA(.*?)\^XZ"
    for name, total, row_bytes, data, format in re.findall(pattern, text, re.DOTALL):
        if name:
            stored[name] = unpacked(int(row_bytes), int(total), data)
        elif "^ID" not in format:
            pages.append(_zpl_page(format, stored))
    return pages


def _zpl_page(format: str, stored: dict[str, Dots]) -> Image.Image:
    size = re.search(r"\^PW(\d+)\^LL(\d+)", format)
    assert size is not None
    paper = np.zeros((int(size[2]), int(size[1])), np.bool_)
    field = r"\^FO(\d+),(\d+)(?:\^XG([^,^]+),1,1|\^GFA,\d+,(\d+),(\d+),([^^]*))\^FS"
    for x, y, name, total, row_bytes, data in re.findall(field, format):
        dots = stored[name] if name else unpacked(int(row_bytes), int(total), data)
        left, top = int(x), int(y)
        room = paper[top : top + dots.shape[0], left : left + dots.shape[1]]
        room |= dots[: room.shape[0], : room.shape[1]]
    return Image.fromarray(np.where(paper, 0, 255).astype(np.uint8))
