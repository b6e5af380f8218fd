"""Wrong codes are counted wherever one may ask whether a code is a stamp of ours."""

from agrimarket.kit.limits import limiter

# One address may mistype a lot, nobody may guess (STAMPS.md, "Odds").
AN_ADDRESS = "300 per minute"
IN_ALL = "6000 per minute"


def slow_down() -> None:
    """Count a wrong code; 429 beyond the limits. Right codes are never counted or held up."""
    with (
        limiter.limit(AN_ADDRESS),
        limiter.shared_limit(IN_ALL, scope="wrong-codes", key_func=lambda: "all"),
    ):
        return
