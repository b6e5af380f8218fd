"""How a call to a channel may fail, and whether it is worth trying again."""

from collections.abc import Sequence

from agrimarket.channels.port import Issue


class Fault(Exception):
    """Base of every fault of a channel. The text is for logs and the page of troubled listings."""


class Retryable(Fault):
    """Nothing happened there; again after `after` seconds, or when we see fit."""

    def __init__(self, why: str, after: float | None = None) -> None:
        self.after = after
        super().__init__(why)


class RateLimited(Retryable):
    """Too many calls; the channel says when to come back."""


class AuthExpired(Retryable):
    """The channel no longer knows us; a fresh sign-in comes first."""


class Uncertain(Fault):
    """It may have happened: the answer was lost. Look before doing anything again."""


class Conflict(Fault):
    """The item is not what we thought it was; look again."""


class RemoteMissing(Fault):
    """No item under this id."""


class Permanent(Fault):
    """It will never work this way."""


class Rejected(Fault):
    """The channel says no to the content."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(", ".join(issue.code for issue in issues))
