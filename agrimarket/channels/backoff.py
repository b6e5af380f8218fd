"""How long to wait after a fault, and when to stop trying."""

import random
from datetime import datetime, timedelta

LONGEST = timedelta(hours=1)
MOST_TRIES = 12
LONGEST_TRYING = timedelta(hours=24)


def pause(tries: int, after: float | None = None) -> timedelta:
    """Full jitter random(0, min(1 h, 2 s · 2ⁿ)); the channel's own wish (`after`, seconds) wins."""
    if after is not None:
        return timedelta(seconds=after)
    ceiling = min(LONGEST, timedelta(seconds=2 * 2 ** min(tries, 20)))
    return ceiling * random.random()  # noqa: S311 (jitter, no secret)


def spent(tries: int, failing_since: datetime | None, now: datetime) -> bool:
    """True after 12 tries in a row or 24 hours of trying."""
    long = failing_since is not None and now - failing_since >= LONGEST_TRYING
    return tries >= MOST_TRIES or long
