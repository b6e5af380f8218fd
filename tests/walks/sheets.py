"""Reads printed sheets as a phone does: rendered at 300 dpi, decoded by an independent reader."""

import io

import pypdfium2
import zxingcpp


def addresses_on(pdf: bytes, dpi: int = 300) -> list[str]:
    """Every QR text on every page, in page order."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    found: list[str] = []
    for page in document:
        picture = page.render(scale=dpi / 72, grayscale=True).to_numpy()
        found += [code.text for code in zxingcpp.read_barcodes(
            picture, formats=zxingcpp.BarcodeFormat.QRCode)]  # fmt: skip
    document.close()
    return found
