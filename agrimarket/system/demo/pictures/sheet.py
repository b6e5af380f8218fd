"""Draws a scanned sheet that says of itself that it is none: no seal, no signature, no name."""

import io

from PIL import Image, ImageDraw, ImageFont

from agrimarket.system.demo.pictures.paint import font_file

SIZE = (620, 877)  # A4 at 75 dots an inch
LINES = ("BẢN CHỤP TRÌNH DIỄN", "Không phải giấy thật, không có giá trị")


def scan_of(number: str) -> bytes:
    """A JPEG of a sheet with a number on it; the same number gives the same sheet."""
    sheet = Image.new("RGB", SIZE, "#fbf8f0")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((28, 28, SIZE[0] - 28, SIZE[1] - 28), outline="#9a8f78", width=3)
    for row, text in enumerate((*LINES, f"Số: {number}")):
        font = ImageFont.truetype(font_file(), 34 if row == 0 else 22)
        draw.text((SIZE[0] / 2, 150 + row * 60), text, font=font, fill="#4a3f30", anchor="mm")
    for row in range(12):  # lines of text nobody needs to read
        right = SIZE[0] - (90 if row % 4 else 220)
        draw.line((90, 370 + row * 32, right, 370 + row * 32), fill="#cfc6b2", width=6)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()
