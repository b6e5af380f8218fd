"""What of a producer's two versions, and of the feed, is told to whom."""

from agrimarket.kit.access import Role
from tests.builders.fieldwork import SYNC, edited, result, sealed
from tests.builders.households import a_household, citizen_id
from tests.fieldwork.test_merging import CONFLICTS, at_the_desk, waiting
from tests.people import NGA_AN, People, Person

READS = ("households:read", "products:read", "lots:read")


def a_program(people: People, *scopes: str) -> Person:
    return people.person(Role.API_CLIENT, "Sở", scopes=("fieldwork:write", *scopes))


def a_gone_one(people: People, phone: str = "0912345678") -> str:
    """The conflict of a phone that edits bà Hoa after she was taken away."""
    household = a_household(people, consent=None, phone="0912000001")
    reason = {"reason": "Ghi nhầm"}
    gone = edited(household.id, household.revision)
    gone |= {"kind": "household.delete", "fields": reason}
    assert result(people.huong, gone)["status"] == "applied"
    wants = edited(
        household.id, household.revision, phone=phone, birth_date="1980-02-03",
        note="Gọi số 0911222333", citizen_sealed=sealed(number := citizen_id(), household.id),
    )  # fmt: skip
    told = result(people.nam, wants)
    assert told["status"] == "conflict"
    assert number not in str(waiting(people.nam))
    return str(told["conflict_id"])


def test_a_program_reads_here_what_it_reads_elsewhere(people: People) -> None:
    a_household(people)
    only_sync, reads = a_program(people), a_program(people, *READS)
    for there in (f"{SYNC}/changes", CONFLICTS):
        assert only_sync.get(there).status_code == 403
        assert reads.get(there).status_code == 200


def test_a_program_without_contacts_sees_both_versions_masked(people: People) -> None:
    a_gone_one(people)
    told = str(waiting(a_program(people, *READS)))
    for secret in ("0912345678", "03/02/1980", "0911222333"):
        assert secret not in told
        assert secret in str(waiting(people.nam))
    assert "0912345678" in str(waiting(a_program(people, *READS, "contacts:read")))


def test_a_community_team_sees_no_end_of_a_number(people: People) -> None:
    a_gone_one(people)
    team = people.person(Role.COMMUNITY_TEAM, "Tổ 1", communes=(NGA_AN,))
    (one,) = waiting(team)
    sides = {side["field"]: side["mine"] for side in one["fields"]}
    assert sides["citizen_id"] == "•" * 12


def test_who_may_not_change_producers_settles_nothing(people: People) -> None:
    there = f"{CONFLICTS}/{a_gone_one(people)}"
    program = a_program(people, *READS)
    assert program.post(there, {"choice": "mine"}).status_code == 403
    household = a_household(people)
    base = household.revision
    at_the_desk(people.huong, household.id, head_name="Nguyễn Thị Hoà An")
    told = result(people.nam, edited(household.id, base, head_name="Nguyễn Thị Hoan"))
    team = people.person(Role.COMMUNITY_TEAM, "Tổ 1", communes=(NGA_AN,))
    there = f"{CONFLICTS}/{told['conflict_id']}"
    for choice in ("mine", "theirs"):
        assert team.post(there, {"choice": choice}).get_json()["code"] == "no_longer_draft"
    assert people.nam.post(there, {"choice": "theirs"}).status_code == 200
