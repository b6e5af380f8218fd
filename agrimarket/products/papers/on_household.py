"""What a producer's page says about its papers: which of them end soon."""

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.households.showing.notices import Notice
from agrimarket.kit.access import READERS, Viewer
from agrimarket.products.papers.ending import TERMS, ending_soon

MOST = 3


def papers_ending(session: Session, viewer: Viewer, household: Household) -> list[Notice]:
    """One sentence where papers or stars of the producer end within 180 days, the nearest named."""
    if not viewer.is_one_of(READERS) or household.erased_at is not None:
        return []
    found = ending_soon(
        session, viewer=viewer, within=TERMS[-1], household_id=household.id, page_size=MOST
    )
    if not found.total:
        return []
    told = [f"{one.label} ({one.about}) ngày {one.last_day:%d/%m/%Y}" for one in found.items]
    more = f" và {found.total - MOST} giấy khác" if found.total > MOST else ""
    text = "Hết hạn: " + "; ".join(told) + more + "."
    return [Notice("Giấy sắp hết hạn", text, "Xem giấy", "products.held",
                   {"household_id": household.id})]  # fmt: skip
