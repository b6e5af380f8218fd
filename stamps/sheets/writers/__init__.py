"""File formats of a sheet, in one table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from stamps.sheets.writers import pdf, png, svg, tspl, zpl
from stamps.sheets.writers.port import Writer

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "pdf": Writer(pdf.write, "application/pdf"),
        "png": Writer(png.write, "image/png"),
        "svg": Writer(svg.write, "image/svg+xml"),
        "tspl": Writer(tspl.write, "application/vnd.tspl", rolls_only=True),
        "zpl": Writer(zpl.write, "application/zpl", rolls_only=True),
    }
)

MEDIA_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {name: writer.media_type for name, writer in WRITERS.items()}
)
