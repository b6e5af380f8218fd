"""Makes the calls that are owed: claimed in one commit, made outside any, noted in another."""

from collections import Counter

from agrimarket.channels import registry, store
from agrimarket.channels.faults import Fault, Uncertain
from agrimarket.channels.note import Outcome, note
from agrimarket.channels.owe import Call, claim
from agrimarket.channels.port import ChannelPort
from agrimarket.channels.reconcile import Act
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.logs import log

BATCH = 200
MOST_ROUNDS = 3  # looks at one listing in one run, whatever its facts do meanwhile
MOST_STEPS = 12  # calls for one listing at one look


def deliver(channel: str | None = None) -> int:
    """Look after every listing that is due (of one channel); the number of calls made."""
    rounds: Counter[str] = Counter()
    calls = 0
    while True:
        session = reading()
        session.rollback()
        ids = store.due(session, clock.now(), channel, BATCH)
        session.rollback()
        ids = [listing_id for listing_id in ids if rounds[listing_id] < MOST_ROUNDS]
        if not ids:
            return calls
        for listing_id in ids:
            rounds[listing_id] += 1
            calls += settle(listing_id)


def settle(listing_id: str) -> int:
    """Make one listing's calls until it needs none now; how many."""
    for made in range(MOST_STEPS):
        with one_commit() as session:
            call = claim(session, listing_id, clock.now())
        if call is None:
            return made
        outcome = perform(registry.adapter(call.channel), call)
        with one_commit() as session:
            note(session, call, outcome, clock.now())
    return MOST_STEPS


def perform(port: ChannelPort, call: Call) -> Outcome:
    """Make the call; a fault is an outcome, and so is a bug: the call may have happened."""
    try:
        return _VERBS[call.action](port, call)
    except Fault as fault:
        return fault
    except Exception as error:
        log.error("channel_call", channel=call.channel, action=call.action, error=error)
        return Uncertain(type(error).__name__)


def _look(port: ChannelPort, call: Call) -> Outcome:
    if call.remote_id is not None:
        return port.fetch(call.remote_id)
    return port.find_by_ref(call.listing_id)


def _submit(port: ChannelPort, call: Call) -> Outcome:
    return port.submit(call.content, ref=call.listing_id, idempotency_key=call.id)


def _update(port: ChannelPort, call: Call) -> Outcome:
    assert call.remote_id is not None
    return port.update(
        call.remote_id, call.content, expected=call.expected, idempotency_key=call.id
    )


def _withdraw(port: ChannelPort, call: Call) -> Outcome:
    assert call.remote_id is not None
    return port.withdraw(call.remote_id, idempotency_key=call.id)


_VERBS = {
    Act.LOOK: _look,
    Act.SUBMIT: _submit,
    Act.UPDATE: _update,
    Act.WITHDRAW: _withdraw,
}
