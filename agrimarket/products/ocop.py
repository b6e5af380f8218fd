"""OCOP ratings: which stars fit a score, who recognises them, and until when they may be shown."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import WORKERS, Viewer
from agrimarket.kit.errors import NotAllowed
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.kit.seen import seen
from agrimarket.places.spelling import fold, tidy
from agrimarket.products.kinds import ISSUER_LEVELS
from agrimarket.products.models import Product, Rating
from agrimarket.products.paper_refusals import (
    IssuerDoesNotFit,
    IssuerIsDistrict,
    IssuerUnclear,
    PaperRemoved,
    RatingBeforeProgramme,
    RatingInFuture,
    ScoreBelowThreeStars,
    ScoreInvalid,
    StarsDoNotFit,
    StarsMissing,
)
from agrimarket.products.refusals import ReasonMissing
from agrimarket.products.required.data import OCOP_MONTHS, OCOP_RECOGNISERS, OCOP_SINCE

# Least score of each hạng that gets a certificate (Decision 148/QĐ-TTg 2023).
LEAST_SCORE = {5: 90, 4: 70, 3: 50}
# The first of these found in an issuer's name tells its level: "UBND huyện Nga Sơn" and
# "UBND thành phố Thanh Hóa" are districts, "UBND tỉnh Thanh Hóa" is the province.
LEVEL_WORDS = (
    ("tinh", "province"), ("huyen", "district"), ("thi xa", "district"),
    ("thanh pho", "district"), ("quan", "district"), ("trung uong", "centre"),
    ("bo", "centre"), ("province", "province"), ("district", "district"), ("centre", "centre"),
)  # fmt: skip

DISTRICT_WORDS = ("huyen", "thi xa", "thanh pho", "quan")
CENTRAL_CITIES = ("ha noi", "hai phong", "hue", "da nang", "can tho", "ho chi minh")  # provinces
DISTRICTS_ENDED = date(2025, 7, 1)  # Resolution 203/2025/QH15, Law 72/2025/QH15


def add_rating(
    session: Session,
    *,
    viewer: Viewer,
    product: Product,
    decision_number: str,
    decided_on: date,
    issuer: str,
    issuer_level: str | None = None,
    score: float | None = None,
    stars: int | None = None,
    certificate_number: str | None = None,
    id: str | None = None,
) -> Rating:
    """Note a recognition; a worker or officer writes it from the decision in hand.

    Raises NotAllowed, RatingInFuture, RatingBeforeProgramme, IdTaken and those of the checks.
    """
    _check_teller(viewer, decided_on)
    shown, level = fitting_stars(score, stars), level_of(issuer, issuer_level)
    check_issuer(level, shown, decided_on, issuer)
    rating = Rating(
        product_id=product.id,
        score=score,
        stars=shown,
        decision_number=tidy(decision_number),
        decided_on=decided_on,
        issuer_level=level,
        issuer=tidy(issuer),
        certificate_number=tidy(certificate_number or "") or None,
        valid_through=valid_through(decided_on),
    )
    _take_id(session, rating, id)
    session.add(rating)
    session.flush()
    audit.record(
        session, viewer, "rating_added", kind="product", id=product.id,
        after={"rating": rating.id, "stars": shown}, person=product.household_id,
    )  # fmt: skip
    return rating


def remove_rating(session: Session, *, viewer: Viewer, rating: Rating, reason: str) -> Rating:
    """Take it out of force, kept as history. NotAllowed, PaperRemoved, ReasonMissing."""
    _worker(viewer)
    if rating.removed_at is not None:
        raise PaperRemoved
    said = seen(reason)
    if not said:
        raise ReasonMissing(fields={"reason": [ReasonMissing.sentence]})
    rating.removed_at, rating.removed_reason = clock.now(), said
    session.flush()
    audit.record(
        session, viewer, "rating_removed", kind="product", id=rating.product_id,
        person=session.get_one(Product, rating.product_id).household_id,
        before={"rating": rating.id, "stars": rating.stars}, reason=said,
    )  # fmt: skip
    return rating


def _worker(viewer: Viewer) -> None:
    """An API client never gives stars, whatever its scopes say."""
    if not viewer.is_one_of(WORKERS):
        raise NotAllowed


def _check_teller(viewer: Viewer, day: date) -> None:
    _worker(viewer)
    if day > clock.today():
        raise RatingInFuture(fields={"decided_on": [RatingInFuture.sentence]})
    if day < OCOP_SINCE:
        raise RatingBeforeProgramme(fields={"decided_on": [RatingBeforeProgramme.sentence]})


def _take_id(session: Session, rating: Rating, id: str | None) -> None:
    if id is None:
        return
    rating.id = accept_id(id)
    if session.get(Rating, rating.id) is not None:
        raise IdTaken


def fitting_stars(score: float | None, stars: int | None) -> int:
    """Stars that score and stars agree on."""
    if score is None:
        if stars is None:
            raise StarsMissing(fields={"stars": [StarsMissing.sentence]})
        if stars not in LEAST_SCORE:
            raise ScoreBelowThreeStars(fields={"stars": [ScoreBelowThreeStars.sentence]})
        return stars
    if not 0 <= score <= 100:
        raise ScoreInvalid(fields={"score": [ScoreInvalid.sentence]})
    fitting = next((n for n, least in LEAST_SCORE.items() if score >= least), None)
    if fitting is None:
        raise ScoreBelowThreeStars(fields={"score": [ScoreBelowThreeStars.sentence]})
    if stars is not None and stars != fitting:
        facts = {"score": f"{Decimal(str(score)):f}".replace(".", ","), "fitting": fitting,
                 "stars": stars}  # fmt: skip
        raise StarsDoNotFit(fields={"stars": [StarsDoNotFit.sentence.format_map(facts)]}, **facts)
    return fitting


def level_of(issuer: str, given: str | None) -> str:
    """district, province or centre: as given, else read from the issuer's name."""
    if given is not None and given in ISSUER_LEVELS:
        return given
    words = f" {fold(issuer)} "
    for word, level in LEVEL_WORDS:
        if f" {word} " in words:
            return level
    raise IssuerUnclear(fields={"issuer_level": [IssuerUnclear.sentence]})


def recogniser(stars: int, on: date) -> str:
    """The level that recognised these stars on a day, as the dated rules say."""
    return next(row.by_stars[stars] for row in OCOP_RECOGNISERS if row.holds(on))


def check_issuer(level: str, stars: int, decided_on: date, issuer: str = "") -> None:
    """IssuerDoesNotFit unless this level recognised these stars on that day; IssuerIsDistrict."""
    fitting = recogniser(stars, decided_on)
    if level != fitting:
        words = ISSUER_LEVELS[fitting].split(" (")[0].lower()
        facts = {"stars": stars, "day": f"{decided_on:%d/%m/%Y}", "fitting": words}
        said = IssuerDoesNotFit.sentence.format_map(facts)
        raise IssuerDoesNotFit(fields={"issuer_level": [said]}, **facts)
    _check_named(issuer, level, decided_on)


def _check_named(issuer: str, level: str, decided_on: date) -> None:
    """IssuerIsDistrict where a decision since the last of June 2025 names one."""
    words = f" {fold(issuer)} "
    for city in CENTRAL_CITIES:
        words = words.replace(f" thanh pho {city} ", " ")
    named = any(f" {word} " in words for word in DISTRICT_WORDS)
    if named and level != "district" and decided_on >= DISTRICTS_ENDED:
        raise IssuerIsDistrict(fields={"issuer": [IssuerIsDistrict.sentence]})


def valid_through(decided_on: date) -> date:
    """36 months to the day: 2019-12-23 is valid through 2022-12-23, a 29 February to the 28th."""
    year = decided_on.year + OCOP_MONTHS // 12
    try:
        return decided_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
