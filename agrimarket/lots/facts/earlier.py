"""Words to choose from in a form: what this producer wrote before, then what is common."""

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.lots import diary_store, store
from agrimarket.lots.facts.inputs import suggestions
from agrimarket.lots.facts.kinds import Fact, Type, typed_facts
from agrimarket.lots.models import Lot

MOST_EARLIER = 12


def offered(session: Session, viewer: Viewer, lot: Lot, kind: str) -> dict[str, list[str]]:
    """Of each text that a kind tells: the producer's own words, last used first, then common
    ones. Whom goods went to is offered too, to that producer's people alone."""
    owner = store.product(session, lot).household_id
    earlier = diary_store.earlier_facts(session, viewer, owner, kind)
    return {
        fact.name: _words(fact, [str(one[fact.name]) for one in earlier if one.get(fact.name)])
        for fact in typed_facts(kind)
        if fact.type is Type.TEXT
    }


def _words(fact: Fact, earlier: list[str]) -> list[str]:
    own = list(dict.fromkeys(word for word in earlier if len(word) <= fact.most))[:MOST_EARLIER]
    return [*own, *(word for word in suggestions(fact.suggests) if word not in own)]
