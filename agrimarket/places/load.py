"""Puts the communes of data/ into the database; safe to repeat."""

from sqlalchemy.orm import Session

from agrimarket.places import store
from agrimarket.places.catalogue import communes, former_communes
from agrimarket.places.models import CommuneRow, FormerCommuneRow, SuccessionRow
from agrimarket.places.spelling import fold


def load_places(session: Session) -> int:
    """Insert what is not there yet; the number of current communes known afterwards."""
    for commune in communes():
        session.merge(
            CommuneRow(
                code=commune.code,
                name=commune.name,
                name_folded=fold(commune.name),
                latitude=commune.lat,
                longitude=commune.lon,
            )
        )
    session.flush()
    if store.former_count(session) == 0:
        _load_former(session)
    return len(communes())


def _load_former(session: Session) -> None:
    for number, former in enumerate(former_communes(), 1):
        session.add(
            FormerCommuneRow(
                id=number,
                code=former.code,
                name=former.name,
                district=former.district,
                until=former.until,
            )
        )
    session.flush()
    for number, former in enumerate(former_communes(), 1):
        for code in former.successors:
            session.add(SuccessionRow(former_id=number, commune_code=code))
    session.flush()
