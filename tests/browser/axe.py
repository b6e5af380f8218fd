"""Looks at a page in Chromium with axe, on a large screen and on a phone."""

import json
from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.crawl import pages_of
from tests.browser.village import Village

GRAVE = {"serious", "critical"}
WIDTHS = (1280, 360)
OPTIONS = {"resultTypes": ["violations"]}
RUN = f"axe.run({json.dumps(OPTIONS)}).then(results => results.violations)"


def violations(page: Page) -> list[Any]:
    """What axe finds on the page as it is now; its half a megabyte is put in once a page."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    return list(page.evaluate(RUN))


def faults_at(page: Page, where: str, widths: Sequence[int] = WIDTHS) -> list[str]:
    """What a person with a small screen, a keyboard or a screen reader would stumble over."""
    told = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            told.append(f"{where} at {width}: scrolls sideways")
        told += [
            f"{where} at {width}: {fault['id']} {[node['html'][:120] for node in fault['nodes']]}"
            for fault in violations(page)
            if fault["impact"] in GRAVE
        ]
    return told


def look_at_every_page(page: Page, province: Village, least: int) -> None:
    """Every kind of page that this role meets; a crawl that finds too few proves nothing."""
    told, count = [], 0
    for where, status in pages_of(page, province, ["/viec"]):
        count += 1
        assert status == 200, (where, status)
        told += faults_at(page, where)
    assert not told, "\n".join(told)
    assert count >= least
