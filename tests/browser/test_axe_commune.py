"""Every page of those who work in communes: nothing serious, nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import look_at_every_page
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Login, and the fewest kinds of pages this role must have.
ROLES = {"xa": 25, "canbo": 25}


@pytest.mark.parametrize(("page", "least"), ROLES.items(), indirect=["page"], ids=list(ROLES))
def test_every_page_of_a_role(page: Page, province: Village, least: int) -> None:
    look_at_every_page(page, province, least)
