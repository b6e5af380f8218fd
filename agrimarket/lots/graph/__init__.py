"""What lots came from and what became of them, over any depth: data, sources and a drawing."""

from agrimarket.lots.graph.sources import (
    HeldSource,
    Source,
    held_source,
    nearest_sources,
    sources_of,
)
from agrimarket.lots.graph.walk import Edge, Graph, Node, graph_of, ids_behind, ids_made_from

__all__ = [
    "Edge", "Graph", "HeldSource", "Node", "Source", "graph_of", "held_source", "ids_behind",
    "ids_made_from", "nearest_sources", "sources_of",
]  # fmt: skip
