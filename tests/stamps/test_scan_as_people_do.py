"""A sheet as a person scans it: 300 dpi, turned by 7°, blurred, with a blot; level Q beside M."""

import io
import os
import random

import numpy as np
import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from stamps import STOCKS, Facts, KeyRing, address, labels, write_sheet
from stamps.sheets.layout import fit
from stamps.symbols import Level

COUNT = 1000 if os.environ.get("AGRIMARKET_STAMPS") == "all" else 40
RING = KeyRing.new(random.Random(7).randbytes(32))
HOST = "tem.example.vn"
STOCK = STOCKS["a4-65"]
QR = zxingcpp.BarcodeFormat.QRCode
DPI, TURN, BLUR_MODULES, BLOT = 300, 7.0, 0.3, 0.08


def scans(level: Level) -> list[Image.Image]:
    """Labels cut from the printed sheets, in order."""
    file = io.BytesIO()
    sheet = labels(RING.make_many(range(COUNT)), facts=Facts("Chè"), order_no="A1")
    write_sheet(file, sheet, host=HOST, stock=STOCK.name, level=level)
    per_mm, cut = DPI / 25.4, []
    for page in pypdfium2.PdfDocument(file.getvalue()):
        image = page.render(scale=DPI / 72).to_pil().convert("L")
        for cell in range(min(STOCK.per_page, COUNT - len(cut))):
            x, y = STOCK.corner(cell)
            box = (x, y, x + STOCK.label_w, y + STOCK.label_h)
            cut.append(image.crop(tuple(round(side * per_mm) for side in box)))
    return cut


def spoilt(label: Image.Image, noise: random.Random) -> Image.Image:
    """One round black blot over 8 % of the symbol, anywhere on it, then turned and blurred."""
    found = fit(STOCK, version=3)
    per_mm = DPI / 25.4
    side = found.side_mm * per_mm
    radius = side * (BLOT / np.pi) ** 0.5
    x, y = (at * per_mm + noise.uniform(radius, side - radius) for at in (found.x, found.y))
    ImageDraw.Draw(label).ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    framed = Image.new("L", (label.width + 160, label.height + 160), 255)
    framed.paste(label, (80, 80))
    turned = framed.rotate(TURN, Image.Resampling.BICUBIC, fillcolor=255)
    return turned.filter(ImageFilter.GaussianBlur(BLUR_MODULES * found.module_mm * per_mm))


def share_read(level: Level) -> float:
    noise, read = random.Random(300), 0
    wanted = [address(code, host=HOST) for code in RING.make_many(range(COUNT))]
    for text, label in zip(wanted, scans(level), strict=True):
        found = zxingcpp.read_barcodes(np.array(spoilt(label, noise)), formats=QR)
        read += text in [one.text for one in found]
    return read / COUNT


def test_six_in_ten_are_still_read_at_level_q() -> None:
    q, m = share_read("Q"), share_read("M")
    print(f"{COUNT} labels, 8 % blot: level Q reads {q:.0%}, level M {m:.0%}")
    assert q >= 0.60
    assert q >= m
