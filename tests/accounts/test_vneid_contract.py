"""What every provider in the registry must do, so that a real one can take the stand-in's place."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from agrimarket.accounts.own_pages import keys, settings
from agrimarket.accounts.vneid import registry, sandbox
from agrimarket.accounts.vneid.port import OutsideExpired, OutsideRefused, Provider, Subject
from agrimarket.kit import clock
from tests.accounts.browsers import HERE

BACK = f"{HERE}/dang-nhap/vneid/ve"


def of_the_stand_in(provider: Provider, redirect: str, nonce: str) -> str:
    assert isinstance(provider, sandbox.Sandbox)
    return provider.agree(sandbox.Asked(redirect, "s", nonce), "thu-02")


# Provider > how a person agrees there: a real one brings the code of its own trial account.
CONSENTS: dict[str, Callable[[Provider, str, str], str]] = {"sandbox": of_the_stand_in}


@pytest.fixture(params=list(CONSENTS))
def provider(request: pytest.FixtureRequest, app: Flask) -> Provider:
    known = registry.providers(settings(), keys())
    assert set(known) == set(CONSENTS), "a new provider joins this contract"
    return known[request.param]


def consent(provider: Provider, redirect: str, nonce: str) -> str:
    """A code as the provider's own page would give it."""
    return CONSENTS[provider.code](provider, redirect, nonce)


def test_a_provider_says_where_to_go_with_state_and_way_back(provider: Provider) -> None:
    address = provider.begin(redirect=BACK, state="s t", nonce="n")
    asked = parse_qs(urlsplit(address).query)
    assert (asked["redirect"], asked["state"], asked["nonce"]) == ([BACK], ["s t"], ["n"])
    assert 0 < len(provider.code) <= 16
    assert provider.trial is (provider.code == "sandbox")


def test_a_code_tells_who_it_is_and_always_the_same(provider: Provider) -> None:
    found = [
        provider.finish(code=consent(provider, BACK, nonce), redirect=BACK, nonce=nonce)
        for nonce in ("n1", "n2")
    ]
    assert isinstance(found[0], Subject)
    assert found[0] == found[1]
    assert found[0].id


def test_a_code_counts_once_for_one_nonce_one_address_and_a_while(provider: Provider) -> None:
    code = consent(provider, BACK, "n")
    for redirect, nonce in (("https://evil.example/", "n"), (BACK, "m")):
        with pytest.raises(OutsideExpired):
            provider.finish(code=code, redirect=redirect, nonce=nonce)
    provider.finish(code=code, redirect=BACK, nonce="n")
    with pytest.raises(OutsideExpired):
        provider.finish(code=code, redirect=BACK, nonce="n")
    old = consent(provider, BACK, "n")
    with clock.moved_to(clock.now() + timedelta(minutes=3)), pytest.raises(OutsideExpired):
        provider.finish(code=old, redirect=BACK, nonce="n")


@pytest.mark.parametrize("code", ["", "x", "AAAA", "é", "A" * 5000, "\0"])
def test_a_made_up_code_is_refused(provider: Provider, code: str) -> None:
    with pytest.raises((OutsideExpired, OutsideRefused)):
        provider.finish(code=code, redirect=BACK, nonce="n")
