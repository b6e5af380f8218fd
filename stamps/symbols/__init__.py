"""QR symbols, one or a hundred thousand: versions 1 to 40 singly, 1 to 10 in bulk.

symbol("HTTPS://TEM.EXAMPLE.VN/1FXY0YKYWGBJSMJT")      # a Symbol, its mask chosen
symbols(texts)                                         # an iterator of Symbols, one mask
batch(texts, mask=None).packed                         # an array, each with its own mask
"""

from stamps.symbols.batches import batch, fitting_version, symbol, symbols
from stamps.symbols.matrix import BULK_MASK, LEVELS, QUIET_MODULES, Level, Symbol, SymbolBatch

__all__ = [
    "BULK_MASK",
    "LEVELS",
    "QUIET_MODULES",
    "Level",
    "Symbol",
    "SymbolBatch",
    "batch",
    "fitting_version",
    "symbol",
    "symbols",
]
