"""Which required papers a product still lacks on a day, for stamps or for a channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.households.depth.wishes import offered
from agrimarket.kit.errors import Refusal
from agrimarket.products import store
from agrimarket.products.models import Certificate, Product
from agrimarket.products.required.ask import Requirement, required_papers
from agrimarket.products.required.rows import STAMPS
from agrimarket.products.standing import counts, in_force


class PurposeUnknown(Refusal):
    """Neither stamps nor a channel."""

    code = "purpose_unknown"
    sentence = "Không có việc này. Hãy chọn tem hoặc một kênh bán hàng trong danh sách."


@dataclass(frozen=True)
class Missing:
    """A required paper that is not there; `ended` is the one that was and ran out, newest first.

    `unchecked` is one that was noted and waits for somebody of the state to see it.
    """

    requirement: Requirement
    ended: Certificate | None = None
    unchecked: Certificate | None = None


def purposes() -> Mapping[str, str]:
    """What papers are asked for: stamps, and each channel by its code, in words."""
    return {STAMPS: "Xin cấp tem", **{code: f"Bán trên {name}" for code, name in offered().items()}}


def check_purpose(purpose: str) -> None:
    """PurposeUnknown for anything else."""
    if purpose not in purposes():
        raise PurposeUnknown(fields={"purpose": [PurposeUnknown.sentence]})


def missing_papers(session: Session, *, product: Product, purpose: str, on: date) -> list[Missing]:
    """What is asked of this product for a purpose on a Vietnamese day and not there.

    Rows that ask for records are left out: no paper fulfils them. PurposeUnknown.
    """
    check_purpose(purpose)
    kind = store.owner(session, product).kind
    return lacks(product, kind, store.certificates(session, product.id), purpose, on)


def lacks(
    product: Product, kind: str, papers: Sequence[Certificate], purpose: str, on: date
) -> list[Missing]:
    """The same of a producer of this kind, from the papers that cover the product."""
    asked = required_papers(product.category, product.subgroup or "", kind, purpose, on=on)
    kept = [paper for paper in papers if paper.removed_at is None]
    found = (_lack(one, kept, on) for one in asked if one.any_of)
    return [one for one in found if one is not None]


def _lack(requirement: Requirement, papers: Sequence[Certificate], on: date) -> Missing | None:
    fitting = [paper for paper in papers if paper.kind in requirement.any_of]
    noted = [paper for paper in fitting if in_force(paper, on)]
    if any(counts(paper) for paper in noted):
        return None
    ended = [paper for paper in fitting if paper.valid_to is not None and paper.valid_to < on]
    last = max(ended, key=lambda one: one.valid_to or on, default=None)
    return Missing(requirement, last, next(iter(noted), None))
