"""Whether what comes out of a transformation can come of what went in."""

from collections.abc import Sequence
from decimal import Decimal

from agrimarket.lots.amounts import amount_text
from agrimarket.lots.becoming.make import Output
from agrimarket.lots.becoming.refusals import AddedUntold, OutOfNothing
from agrimarket.lots.becoming.take import Taken
from agrimarket.lots.models import Lot
from agrimarket.products.units import MASS, VOLUME, Unit, unit_of

MOST_TIMES = 100  # water, sugar and rice are added; nothing becomes more than this
SHORTEST = 3  # letters of a word on what was added
SHOWN_IN = {MASS: ("kg", Decimal(1_000)), VOLUME: ("l", Decimal(1_000))}


def check_grown(
    lots: Sequence[Lot], inputs: Sequence[Taken], outputs: Sequence[Output], note: str | None
) -> None:
    """More out than in needs a word in the note, more than MOST_TIMES is none's making.

    Compared where all that goes in is weighed, or all of it measured by volume: with what comes
    out in that measure; baskets and bottles are counted against nothing. AddedUntold with the
    field `note`, OutOfNothing with the field of the largest output.
    """
    units = [unit_of(lot.unit) for lot in lots]
    measures = {unit.measure if unit else "" for unit in units}
    if len(measures) != 1 or not measures <= SHOWN_IN.keys():
        return
    (measure,) = measures
    went = sum((_size(one.quantity, unit) for one, unit in zip(inputs, units, strict=True)), _NONE)
    came = [_came(out, measure) for out in outputs]
    total = sum(came, _NONE)
    if total <= went:
        return
    facts = {"taken": _text(went, measure), "made": _text(total, measure), "times": MOST_TIMES}
    if total > went * MOST_TIMES:
        field = f"outputs.{came.index(max(came))}.quantity"
        raise OutOfNothing(fields={field: [OutOfNothing.sentence.format_map(facts)]}, **facts)
    if sum(letter.isalpha() for letter in note or "") < SHORTEST:
        raise AddedUntold(fields={"note": [AddedUntold.sentence.format_map(facts)]}, **facts)


_NONE = Decimal(0)


def _came(out: Output, measure: str) -> Decimal:
    unit = unit_of(out["unit"])
    return _size(out["quantity"], unit) if unit and unit.measure == measure else _NONE


def _size(amount: Decimal, unit: Unit | None) -> Decimal:
    return amount * unit.size if unit else _NONE


def _text(size: Decimal, measure: str) -> str:
    label, of_one = SHOWN_IN[measure]
    return amount_text(size / of_one, label)
