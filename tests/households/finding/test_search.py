"""Finding producers: without tone marks, within scope, page by page."""

from agrimarket.kit.access import Role
from tests.builders.households import a_cooperative, a_household, citizen_id
from tests.people import HAM_RONG, People, Person

URL = "/api/v1/households"


def names(person: Person, query: str) -> list[str]:
    answer = person.get(f"{URL}?{query}")
    assert answer.status_code == 200
    return [item["name"] for item in answer.get_json()["items"]]


def test_tone_marks_and_case_do_not_matter(people: People) -> None:
    a_household(people, head_name="Đỗ Thị Hường", crops=["Mía tím"], hamlet="Bản Lát")
    a_household(people)
    for q in ("do thi huong", "ĐỖ THỊ HƯỜNG", "Hường Lát", "mia", "bản lát"):
        assert names(people.nam, f"q={q}") == ["Đỗ Thị Hường"]
    assert names(people.nam, "q=không có ai") == []


def test_a_phone_is_found_as_people_type_it(people: People) -> None:
    a_household(people, phone="0912345678")
    for q in ("0912345678", "345678", "%2B84912345678", "hoa 5678"):
        assert names(people.nam, f"q={q}") == ["Nguyễn Thị Hoa"]
    assert names(people.nam, "q=0999") == []


def test_letters_of_sql_are_letters(people: People) -> None:
    a_household(people)
    assert names(people.nam, "q=%25") == []
    assert names(people.nam, "q=_") == []


def test_filters_and_order(people: People) -> None:
    a_household(people)
    a_cooperative(people)
    a_household(people, head_name="Lê Văn Bình", consent=None, commune_code=HAM_RONG)
    assert names(people.phuc, "state=draft") == ["Lê Văn Bình"]
    assert names(people.phuc, f"commune={HAM_RONG}") == ["Lê Văn Bình"]
    assert names(people.phuc, "kind=household") == ["Lê Văn Bình", "Nguyễn Thị Hoa"]


def test_pages(people: People) -> None:
    for _ in range(5):
        a_household(people)
    body = people.nam.get(f"{URL}?page=2&page_size=2").get_json()
    assert (body["total"], body["page"], body["page_size"], len(body["items"])) == (5, 2, 2, 2)
    assert people.nam.get(f"{URL}?page_size=201").status_code == 422


def test_lan_must_not_find_hoa(people: People) -> None:
    hoa = a_household(people)
    assert names(people.lan, "q=hoa") == []
    foreign = people.lan.get(f"{URL}/{hoa.id}")
    missing = people.lan.get(f"{URL}/01900000-0000-7000-8000-000000000000")
    strange = people.lan.get(f"{URL}/moi")
    assert foreign.status_code == missing.status_code == strange.status_code == 404
    assert foreign.get_data() == missing.get_data() == strange.get_data()


def test_who_sees_what(people: People) -> None:
    hoa = a_household(people)
    a_household(people, head_name="Lê Văn Bình", commune_code=HAM_RONG)
    assert len(names(people.phuc, "")) == 2
    assert names(people.huong, "") == ["Nguyễn Thị Hoa"]
    assert names(people.producer(hoa.id), "") == ["Nguyễn Thị Hoa"]
    assert people.minh.get(URL).status_code == 401
    operator = people.person(Role.OPERATOR, "Vận", communes=(HAM_RONG,))
    assert operator.get(URL).status_code == 403


def test_an_auditor_reads_masked(people: People) -> None:
    number = citizen_id()
    hoa = a_household(
        people, phone="0912345678", citizen_id=number, note="Ghi riêng", latitude=20, longitude=105
    )
    auditor = people.person(Role.AUDITOR, "Kiểm")
    body = auditor.get(f"{URL}/{hoa.id}").get_json()
    assert body["phone"] == "•••••••678"
    assert body["citizen_id_masked"] == "•" * 12
    assert [body[name] for name in ("note", "latitude", "longitude", "birth_date")] == [None] * 4
    assert names(auditor, "q=0912345678") == []
