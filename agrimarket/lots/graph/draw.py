"""A graph of lots as a drawing and as a list: steps as columns, told in words beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agrimarket.lots.amounts import amount_text
from agrimarket.lots.graph.walk import Edge, Graph, Node

WIDTH, HEIGHT = 208, 76  # of a box, in units of the drawing
GAP, ROW_GAP, EDGE = 72, 20, 12
MOST_DRAWN = 60
MOST_LISTED = 200
LONGEST = 24  # letters on one line of a box
KIND_WORDS = {"split": "Tách lô", "merge": "Gộp lô", "transform": "Làm thành hàng mới"}


@dataclass(frozen=True)
class Box:
    """A lot at its place; the corner is the upper left one."""

    node: Node
    x: int
    y: int
    lines: tuple[str, str, str]


@dataclass(frozen=True)
class Line:
    """From the right side of a box to the left side of another, as an SVG path."""

    path: str
    words: str


@dataclass(frozen=True)
class Drawing:
    """Boxes and lines in a frame; `left_out` counts the farthest lots that were not drawn."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int


@dataclass(frozen=True)
class Item:
    """A lot in the list, with how it hangs together with the one above it, and what follows.

    `again`: it was told before, with everything that follows it.
    """

    node: Node
    words: str
    again: bool
    items: list["Item"] = field(default_factory=list)


def draw(graph: Graph, most: int = MOST_DRAWN) -> Drawing:
    """The nearest lots in columns: what came before on the left, what came of it on the right."""
    near = sorted(graph.nodes, key=lambda node: (abs(node.depth), node.lot_code, node.id))[:most]
    nodes = {node.id: node for node in near}
    edges = [edge for edge in graph.edges if edge.source in nodes and edge.target in nodes]
    columns = _columns(graph.root, nodes, edges)
    places = _places(columns, edges)
    tall = max(len(column) for column in columns)
    return Drawing(
        width=2 * EDGE + len(columns) * WIDTH + (len(columns) - 1) * GAP,
        height=2 * EDGE + tall * HEIGHT + (tall - 1) * ROW_GAP,
        boxes=tuple(Box(nodes[id], *at, _lines(nodes[id])) for id, at in places.items()),
        lines=tuple(_line(edge, places, nodes) for edge in edges),
        left_out=len(graph.nodes) - len(near) + graph.left_out,
    )


def tree(graph: Graph, *, back: bool, most: int = MOST_LISTED) -> tuple[list[Item], bool]:
    """What hangs on the root one way, each lot told whole once; whether all of it was told."""
    nodes = {node.id: node for node in graph.nodes}
    ways: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        ways[edge.target if back else edge.source].append(edge)
    top: list[Item] = []
    told: set[str] = set()
    waiting = [(graph.root, top)]
    while waiting:
        here, items = waiting.pop(0)  # nearest first, so that a lot is told where it is nearest
        for edge in sorted(ways[here], key=lambda one: _sort(nodes, one, back)):
            there = nodes[edge.source if back else edge.target]
            if len(told) >= most:
                return top, False
            item = Item(there, _words(edge, back), there.id in told)
            items.append(item)
            if not item.again:
                told.add(there.id)
                waiting.append((there.id, item.items))
    return top, True


def _columns(root: str, nodes: Mapping[str, Node], edges: Sequence[Edge]) -> list[list[str]]:
    """Ids by column, left to right: as far from the root as the longest way leads."""
    level = dict.fromkeys(nodes, 0)
    for sign in (-1, 1):
        ways: dict[str, list[str]] = defaultdict(list)
        for edge in edges:
            near, far = (edge.target, edge.source) if sign < 0 else (edge.source, edge.target)
            if nodes[far].depth * sign > 0:
                ways[near].append(far)
        waiting = [root]
        while waiting:  # no walk comes round, so that it ends
            here = waiting.pop()
            for far in ways[here]:
                if level[far] * sign <= level[here] * sign:
                    level[far] = level[here] + sign
                    waiting.append(far)
    found: dict[int, list[str]] = defaultdict(list)
    for id in sorted(nodes, key=lambda one: (nodes[one].lot_code, one)):
        found[level[id]].append(id)
    return [found[number] for number in sorted(found)]


def _places(columns: Sequence[list[str]], edges: Sequence[Edge]) -> dict[str, tuple[int, int]]:
    """Upper left corners; in a column lots stand near those they hang together with."""
    tied: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        tied[edge.source].append(edge.target)
        tied[edge.target].append(edge.source)
    tall = max(len(column) for column in columns)
    height = tall * HEIGHT + (tall - 1) * ROW_GAP
    places: dict[str, tuple[int, int]] = {}
    for number, column in enumerate(columns):
        rows = sorted(column, key=lambda id: _mean([places[o][1] for o in tied[id] if o in places]))
        used = len(rows) * HEIGHT + (len(rows) - 1) * ROW_GAP
        for row, id in enumerate(rows):
            y = EDGE + (height - used) // 2 + row * (HEIGHT + ROW_GAP)
            places[id] = (EDGE + number * (WIDTH + GAP), y)
    return places


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0


def _lines(node: Node) -> tuple[str, str, str]:
    who = node.producer_name or node.commune_name
    return _short(f"Lô {node.lot_code}"), _short(node.product_name), _short(who)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _line(edge: Edge, places: Mapping[str, tuple[int, int]], nodes: Mapping[str, Node]) -> Line:
    x1, y1 = places[edge.source][0] + WIDTH, places[edge.source][1] + HEIGHT // 2
    x2, y2 = places[edge.target][0], places[edge.target][1] + HEIGHT // 2
    middle = (x1 + x2) // 2
    names = f"Lô {nodes[edge.source].lot_code} đến lô {nodes[edge.target].lot_code}"
    path = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    return Line(path, f"{names}: {_words(edge, True)}")


def _words(edge: Edge, back: bool) -> str:
    """How one became the other: the act, and how much of which where that may be told.

    What a split takes goes into all its parts, so that of one part only its own amount is told.
    """
    back = back and edge.kind != "split"
    amount, unit = (edge.quantity_in, edge.unit_in) if back else (edge.quantity_out, edge.unit_out)
    said = "lấy" if back else "được"
    act = KIND_WORDS[edge.kind]
    return f"{act}, {said} {amount_text(amount, unit)}" if amount is not None else act


def _sort(nodes: Mapping[str, Node], edge: Edge, back: bool) -> tuple[str, str]:
    there = nodes[edge.source if back else edge.target]
    return there.lot_code, there.id
