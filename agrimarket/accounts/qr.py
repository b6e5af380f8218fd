"""A QR symbol as a picture for a page, from the modules that the app hands in."""

from collections.abc import Callable, Sequence
from itertools import groupby

Modules = Sequence[Sequence[bool]]
Draw = Callable[[str], Modules]
EXTENSION = "agrimarket.qr"  # a Draw, put in place by app.py: this room does not open the engine
QUIET = 4  # modules of white around it (ISO/IEC 18004:2015, 5.3.8)


def svg(modules: Modules) -> str:
    """Black runs on white; one module is one unit."""
    size = len(modules) + 2 * QUIET
    runs = [
        f"M{x + QUIET} {y + QUIET}h{width}v1h-{width}z"
        for y, row in enumerate(modules)
        for x, width in _dark_runs(row)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path d="{"".join(runs)}"/></svg>'
    )


def _dark_runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    runs, at = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            runs.append((at, length))
        at += length
    return runs
