"""Each marketplace's own rules, at their edges."""

from pathlib import Path
from typing import Any

import pytest

from agrimarket.channels.content import Stars
from agrimarket.channels.measure import claimed_stars, has_phone, letters
from agrimarket.channels.portal.adapter import Portal
from agrimarket.channels.portal.shop import PortalShop
from agrimarket.channels.postmart.adapter import Postmart
from agrimarket.channels.postmart.shop import PostmartShop
from agrimarket.channels.sandboxes.adapter import SandboxAdapter
from agrimarket.channels.sandboxes.engine import Engine
from agrimarket.channels.voso.adapter import Voso
from agrimarket.channels.voso.shop import VosoShop
from agrimarket.kit import clock
from tests.channels.contents import ORGANIC, THREE_STARS, a_content, pictures


@pytest.fixture
def ports(tmp_path: Path) -> dict[str, SandboxAdapter]:
    engine = Engine(tmp_path / "s.sqlite3", now=clock.now)
    made = (
        Postmart(engine, PostmartShop(), ""),
        Voso(engine, VosoShop(), ""),
        Portal(engine, PortalShop(), ""),
    )
    return {port.code: port for port in made}


@pytest.mark.parametrize(
    ("channel", "over", "codes"),
    [
        ("postmart", {"title": "a" * 120}, []),
        ("postmart", {"title": "a" * 121}, ["title_too_long"]),
        ("postmart", {"title": ""}, ["title_too_long"]),
        ("postmart", {"price_vnd": None}, ["price_missing"]),
        ("postmart", {"price_vnd": 45_250}, []),
        ("postmart", {"photos": pictures(3, 500)}, []),
        ("postmart", {"photos": pictures(3, 499)}, ["photos_missing"]),
        ("postmart", {"photos": pictures(2)}, ["photos_missing"]),
        ("postmart", {"title": "Bưởi OCOP"}, ["ocop_unproven"]),
        ("postmart", {"title": "Bưởi OCOP 3 sao", "stars": THREE_STARS}, []),
        ("postmart", {"title": "Bưởi OCOP 4 sao", "stars": THREE_STARS}, ["ocop_unproven"]),
        ("postmart", {"description": "Sao vàng, hạng 5 sao"}, []),
        ("postmart", {"papers": (), "monthly_output": None}, []),
        ("voso", {"title": "a" * 100}, []),
        ("voso", {"title": "a" * 101}, ["title_too_long"]),
        ("voso", {"price_vnd": 45_500}, []),
        ("voso", {"price_vnd": 45_250}, ["price_step"]),
        ("voso", {"price_vnd": 0}, ["price_missing"]),
        ("voso", {"description": "Gọi 0912.345.678"}, ["phone_in_text"]),
        ("voso", {"title": "Bưởi +84 912 345 678"}, ["phone_in_text"]),
        ("voso", {"photos": ()}, []),
        ("portal", {"price_vnd": None, "photos": ()}, []),
        ("portal", {"papers": ()}, ["safety_basis_missing"]),
        ("portal", {"papers": (ORGANIC,)}, ["safety_basis_missing"]),
        ("portal", {"monthly_output": None}, ["monthly_output_missing"]),
        ("portal", {"season_from": None, "season_to": None}, []),
        ("portal", {"season_from": 0}, ["season_missing"]),
        ("portal", {"commune_code": "99999"}, ["outside_province"]),
    ],
)
def test_rules(
    ports: dict[str, SandboxAdapter], channel: str, over: dict[str, Any], codes: list[str]
) -> None:
    issues = ports[channel].check(a_content(**over))
    assert [issue.code for issue in issues] == codes
    assert all(issue.message_vi.endswith(".") and issue.field for issue in issues)


def test_a_price_out_of_step_is_told_the_nearest_ones(ports: dict[str, SandboxAdapter]) -> None:
    issue = ports["voso"].check(a_content(price_vnd=45_250))[0]
    assert issue.message_vi == "Giá phải chẵn 500 đồng. Hãy đặt 45.000 hoặc 45.500 đồng."


def test_a_price_does_not_touch_the_portal(ports: dict[str, SandboxAdapter]) -> None:
    cheap, dear = a_content(price_vnd=1_000), a_content(price_vnd=90_000)
    assert ports["portal"].fingerprint(cheap) == ports["portal"].fingerprint(dear)
    assert ports["voso"].fingerprint(cheap) != ports["voso"].fingerprint(dear)


def test_no_payload_without_stars_speaks_of_stars(ports: dict[str, SandboxAdapter]) -> None:
    stars = Stars(4, "512/QĐ-UBND", THREE_STARS.valid_through)
    for port in ports.values():
        assert "4" in str(port.render(a_content(stars=stars)).values())
        assert "512" not in str(port.render(a_content()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0912345678", True),
        ("Liên hệ 0912 345 678 nhé", True),
        ("+84912345678", True),
        ("０９１２３４５６７８", True),
        ("Giá 1.000.000.000 đồng", False),
        ("Mã 893850123456", False),
        ("0,5 kg", False),
        ("Thu hoạch 22/11/2026", False),
    ],
)
def test_phones_in_text(text: str, found: bool) -> None:
    assert has_phone(text) is found


def test_letters_and_stars() -> None:
    assert letters("ế") == letters("e\u0302\u0301") == 1
    assert claimed_stars("OCOP 4 sao") == {4}
    assert claimed_stars("ocop bốn sao, ba sao") == {4, 3}
    assert claimed_stars("5 sao") == frozenset()
    assert claimed_stars("OCOP của Việt Nam sao vàng") == frozenset()
