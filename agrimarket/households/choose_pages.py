"""Whose is it? A search among the producers somebody helps, before a form that needs one."""

from flask import render_template, request

from agrimarket.households import rules
from agrimarket.kit.access import current_viewer
from agrimarket.kit.db import reading
from agrimarket.places import commune


def choose_producer(
    target: str, question: str, back: str, *, why: str = "Chọn hộ sản xuất trước."
) -> str:
    """Ten producers by name; each leads to the endpoint `target` with ?household=."""
    viewer, q = current_viewer(), request.args.get("q", "")[:100]
    return render_template(
        "households/choose.html",
        page=rules.search(reading(), viewer=viewer, q=q, page_size=10),
        q=q,
        commune=commune,
        target=target,
        question=question,
        why=why,
        back_to=back,
    )
