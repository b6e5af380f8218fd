"""The page of a lot's way: a drawing where there is room, a list everywhere, no script."""

from flask import render_template

from agrimarket.kit.access import READERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.lots import present
from agrimarket.lots.becoming.steps import steps_of
from agrimarket.lots.blueprints import pages as blueprint
from agrimarket.lots.graph.draw import HEIGHT, WIDTH, draw, tree
from agrimarket.lots.graph.walk import graph_of
from agrimarket.lots.read import lot_of

MOST_ON_PAGE = 1_000  # lots read for a page that draws and lists the nearest


@blueprint.get("/lo/<id>/nguon-goc")
@allow(*READERS)
def ways(id: str) -> str:
    """What a lot was made from and what became of it, any number of steps away."""
    session, viewer = reading(), current_viewer()
    row = lot_of(session, viewer=viewer, lot_id=id)
    graph = graph_of(session, viewer=viewer, lot=row, most=MOST_ON_PAGE)
    behind, all_behind = tree(graph, back=True)
    after, all_after = tree(graph, back=False)
    return render_template(
        "lots/ways.html",
        lot=present.listed(session, [row])[0],
        graph=graph,
        drawing=draw(graph),
        behind=behind,
        after=after,
        told_all=all_behind and all_after and graph.complete,
        box=(WIDTH, HEIGHT),
        steps=list(reversed(steps_of(session, viewer=viewer, lot=row))),
    )
