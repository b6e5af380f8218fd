"""The page that shows a producer or officer how complete a lot's papers of traceability are."""

from flask import render_template, url_for

from agrimarket.kit.access import PRODUCERS, READERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.lots import present
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.read import lot_of
from agrimarket.scanning import store
from agrimarket.scanning.blueprints import pages as blueprint
from agrimarket.scanning.machine.answer_pages import public_base
from agrimarket.scanning.machine.items import Completeness, completeness_of
from agrimarket.scanning.machine.passport import passport_of


@blueprint.get("/lo/<id>/ho-so")
@allow(*READERS)
def dossier(id: str) -> str:
    """The ten items with what to do next, and where programs read the same."""
    session, viewer = reading(), current_viewer()
    lot = lot_of(session, viewer=viewer, lot_id=id)
    found = completeness_of(session, viewer=viewer, lot=lot)
    return render_template(
        "scanning/dossier.html",
        lot=present.listed(session, [lot])[0],
        found=found,
        passport=passport_of(session, lot=lot, base=public_base()),
        may_edit=viewer.is_one_of(PRODUCERS),
        is_public=store.public_lot(session, lot.id) is not None,
        where_to=_places(found, lot),
    )


def _places(found: Completeness, lot: Lot) -> dict[str, str]:
    """Where each kind of gap is closed; a sealed lot's shelf life is its product's to tell."""
    product = url_for("products.show", id=lot.product_id)
    return {
        "product": product,
        "producer": url_for("households.show", household_id=found.product.household_id),
        "lot": url_for("lots.edit", id=lot.id) if lot.state == LotState.OPEN else product,
        "diary": url_for("lots.new_event", id=lot.id),
        "lines": url_for("lots.show", id=lot.id, _anchor="nhat-ky"),
        "stamps": url_for("issuing.index", lot=lot.id),
    }
