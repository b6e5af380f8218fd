"""Texts people agree to: by version and language, from a day on, never changed."""

import io
from datetime import timedelta
from typing import Any

import pytest

from agrimarket.households.consenting import texts
from agrimarket.households.consenting.own_texts import BY_CONSENT, NEWEST
from agrimarket.kit import clock
from agrimarket.kit.db import reading
from tests.builders.households import a_household
from tests.builders.voices import a_voice
from tests.people import People

URL = "/api/v1/consent-texts"


def text(**over: Any) -> dict[str, Any]:
    said = {"title": "Việc", "text": "Để làm gì.", "basis": BY_CONSENT}
    day = (clock.today() + timedelta(days=1)).isoformat()
    purposes = dict.fromkeys(("channels", "publication", "support"), said)
    body = {"version": "2030-01", "language": "vi", "valid_from": day, "purposes": purposes}
    return body | {"intro": ["Xin phép bà con."]} | over


def test_the_first_text_holds_until_another_is_in_force(people: People) -> None:
    assert texts.wording(reading()) == NEWEST
    assert people.phuc.post(URL, text()).status_code == 201
    reading().rollback()
    assert texts.wording(reading()) == NEWEST
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert texts.wording(reading()).version == "2030-01"
        assert "Xin phép bà con." in people.nam.browser().get("/ho/moi").text


def test_a_language_that_has_no_text_is_read_the_vietnamese_one(people: People) -> None:
    assert texts.wording(reading(), "hmn") == NEWEST
    today = clock.today().isoformat()
    assert people.phuc.post(URL, text(language="hmn", valid_from=today)).status_code == 201
    reading().rollback()
    assert [one.language for one in texts.wordings(reading())] == ["vi", "hmn"]
    page = people.nam.browser().get("/ho/moi").text
    assert "Tiếng Mông" in page
    assert "Đã nghe, đã đọc bằng tiếng nào?" in page


def test_what_was_published_stays(people: People) -> None:
    assert people.phuc.post(URL, text()).status_code == 201
    again = people.phuc.post(URL, text(intro=["Khác"]))
    assert (again.status_code, again.json["code"]) == (409, "consent_version_taken")
    first = people.phuc.post(URL, text(version=NEWEST.version))
    assert first.status_code == 409
    (kept,) = people.nam.get(URL).json
    assert kept["intro"] == ["Xin phép bà con."]
    assert people.nam.get(f"{URL}/{kept['id']}").json == kept


@pytest.mark.parametrize(("over", "field"), [
    ({"version": "a b"}, "version"), ({"language": "fr"}, "language"), ({"intro": []}, "intro"),
    ({"valid_from": "2020-01-01"}, "valid_from"), ({"purposes": {}}, "purposes.channels"),
    ({"role": "x"}, "role"),
])  # fmt: skip
def test_a_text_that_says_too_little_is_refused(people: People, over: Any, field: str) -> None:
    answer = people.phuc.post(URL, text(**over))
    assert answer.status_code == 422
    assert field in answer.json["fields"]


def test_only_the_province_publishes(people: People) -> None:
    for person in (people.nam, people.huong):
        assert person.post(URL, text()).status_code == 403
    assert people.minh.post(URL, text()).status_code == 401


def test_the_page_publishes_with_a_reading_aloud(people: People) -> None:
    browser = people.phuc.browser()
    form = browser.get("/ban-dong-y/moi").text
    assert NEWEST.intro[0] in form
    data = {"version": "2031-01", "language": "mtq", "valid_from": clock.today().isoformat(),
            "intro": "Một.\n\nHai.", "audio": (io.BytesIO(a_voice()), "a.wav")}  # fmt: skip
    for code in ("channels", "publication", "support"):
        data |= {f"purposes-{code}-{part}": "Lời." for part in ("title", "text", "basis")}
    answer = browser.post("/ban-dong-y/moi", data=data)
    assert answer.status_code == 303
    (kept,) = people.nam.get(URL).json
    assert kept["intro"] == ["Một.", "Hai."]
    with people.nam.browser().get(f"/ban-dong-y/{kept['id']}/doc") as heard:
        assert (heard.status_code, heard.mimetype) == (200, "audio/wav")
    assert "Tiếng Mường" in people.nam.browser().get("/ban-dong-y").text


def test_the_page_keeps_what_was_typed_when_it_is_refused(people: People) -> None:
    browser = people.phuc.browser()
    answer = browser.post("/ban-dong-y/moi", data={"version": "hai từ", "intro": "Lời của tôi"})
    assert answer.status_code == 422
    assert "Lời của tôi" in answer.text
    fake = {"version": "2031-01", "audio": (io.BytesIO(b"<script>"), "a.mp3")}
    assert browser.post("/ban-dong-y/moi", data=fake).status_code == 422


def test_a_paper_of_another_agency_is_marked(people: People) -> None:
    hoa = a_household(people, consent=None)
    body = {"version": "so-ct-9", "channel": "paper", "purposes": ["traceability"]}
    people.nam.post(f"/api/v1/households/{hoa.id}/consents", body)
    assert "Văn bản của cơ quan khác" in people.nam.browser().get(f"/ho/{hoa.id}").text
