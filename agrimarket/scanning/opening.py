"""Whether a stamp's page asks for the hidden digits, and what is told of a try."""

from collections.abc import Mapping
from dataclasses import dataclass

from agrimarket.issuing.consume import Consumption, Tried
from agrimarket.issuing.models import StampState
from agrimarket.kit.web import filters
from agrimarket.scanning.judge import GOOD, LOOK, PANELS, STOP, VALID, Verdict
from agrimarket.scanning.rules import Answer
from agrimarket.scanning.verdict_words import Said

SLIP = "slip"  # no six digits: nothing was tried


@dataclass(frozen=True)
class Told:
    """The panel of an answered try; `again` where the digits may be typed once more."""

    panel: str
    said: Said
    again: bool


def takes_digits(answer: Answer) -> bool:
    """Whether this stamp may be said opened: the page itself tells all that decides it."""
    return (
        answer.stamp is not None
        and answer.stamp.order.with_pin
        and answer.stamp.state == StampState.ACTIVE
        and answer.verdict is not Verdict.RECALLED
    )


def asks_digits(answer: Answer) -> bool:
    """Whether the page shows the form: not where somebody said it opened already."""
    return takes_digits(answer) and answer.marks.consumed_at is None


def warnings(answer: Answer) -> list[Verdict]:
    """What else holds of the stamp and must be read beside the answer, gravest first."""
    quiet = (*VALID, Verdict.CONSUMED)
    return [one for one in (answer.verdict, *answer.also) if one not in quiet]


def told(answer: Answer, tried: Consumption | None, words: Mapping[str, str]) -> Told:
    """What is said of a try, in the given language; None is a slip of form."""
    name = str(tried.tried) if tried else SLIP
    commune = answer.origin.commune if answer.origin else ""
    facts = {
        "left": tried.left if tried else 0,
        "moment": filters.vn_datetime(tried.at if tried else None),
        "commune": commune[:1].lower() + commune[1:],
    }
    said = Said(words[name].format_map(facts), words[f"{name}_text"].format_map(facts))
    return Told(_panel(answer, name), said, again=name in (SLIP, Tried.WRONG))


def _panel(answer: Answer, name: str) -> str:
    """Good only for a pack that opened now and of which nothing else is to be said."""
    beside = {PANELS[one] for one in warnings(answer)}
    if STOP in beside:
        return STOP
    return GOOD if name == Tried.OPENED and not beside else LOOK
