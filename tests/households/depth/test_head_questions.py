"""A new head's citizen number asks whether it is registered: that is counted here too."""

from agrimarket.kit import tries
from tests.builders.households import a_household, citizen_id
from tests.people import HAM_RONG, People


def test_a_number_registered_elsewhere_is_counted_on_the_page(people: People) -> None:
    number = citizen_id()
    a_household(people, commune_code=HAM_RONG, citizen_id=number)
    hoa = a_household(people)
    browser = people.nam.browser()
    form = {"name": "Trần Văn Sáu", "since": "", "citizen_id": number}
    path, locked = f"/ho/{hoa.id}/doi-chu-ho", tries.LockedOut.sentence.split("{")[0]
    pages = [browser.post(path, data=form).text for _ in range(32)]
    assert locked not in pages[0]
    assert locked in pages[-1]
