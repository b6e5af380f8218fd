"""The demo's tables fit together, its numbers belong to nobody, its pictures are drawn alike."""

import io
import random
from datetime import date

import pytest
from PIL import Image

from agrimarket.households.depth.tax_code import read_tax_code
from agrimarket.households.intake.citizens import agrees, read_citizen_id
from agrimarket.households.intake.phones import read_phone
from agrimarket.lots.kinds import EVENT_KINDS, WAITING_KINDS
from agrimarket.places import communes
from agrimarket.system.demo import names
from agrimarket.system.demo.book import Calendar, commune_code
from agrimarket.system.demo.describe import BY_KEY, GOODS
from agrimarket.system.demo.pictures.paint import THINGS, Subject, paint
from agrimarket.system.demo.pictures.sheet import LINES, scan_of
from agrimarket.system.demo.register import LANDS, NEIGHBOURS, neighbour
from agrimarket.system.demo.tables import deeper, moves, worth
from agrimarket.system.demo.tables.communes import PLACES
from agrimarket.system.demo.tables.lots import LOTS
from agrimarket.system.demo.tables.market import BOOTHS, OFFERS
from agrimarket.system.demo.tables.producers import PRODUCERS
from agrimarket.system.demo.tables.stories import STORIES
from agrimarket.system.demo.tables.supply import PARTNERS, SPOTS
from stamps import gs1


def test_rows_name_what_other_tables_hold() -> None:
    producers = {one.key for one in PRODUCERS}
    current = {one.name for one in communes()}
    assert {place.commune for place in PLACES} <= current
    assert {one.commune for one in PRODUCERS} <= set(LANDS)
    assert {goods.owner for goods in GOODS} <= producers
    assert {made.goods for made in LOTS} <= set(BY_KEY)
    assert {made.story for made in LOTS} <= set(STORIES)
    assert {offer.goods for offer in OFFERS} <= set(BY_KEY)
    assert {producer for producer, _, _ in BOOTHS} <= producers
    of_producers = {*deeper.MEMBERS, *deeper.HEADS, *deeper.PARCELS, *deeper.PAID, *deeper.CARDS}
    of_producers |= {key for held in deeper.TRAININGS for key in held.owners}
    assert of_producers <= producers
    assert len(BY_KEY) == len(GOODS)
    assert len({made.key for made in LOTS}) == len(LOTS)


def test_what_became_of_lots_names_rows_of_other_tables() -> None:
    producers, lots = {one.key for one in PRODUCERS}, {made.key for made in LOTS}
    lots |= {out.key for turn in moves.TURNS for out in turn.out}
    known = {(key, trade.name) for key, trades in PARTNERS.items() for trade in trades}
    assert {*SPOTS, *PARTNERS} <= producers
    assert {one.linked for trades in PARTNERS.values() for one in trades} <= producers | {None}
    assert {lot for turn in moves.TURNS for lot, _ in turn.into} <= lots
    assert {handed.lot for handed in moves.HANDED} | {moves.SUSPENDED[0]} <= lots
    assert {(handed.by, handed.to) for handed in moves.HANDED} <= known
    assert len({handed.key for handed in moves.HANDED}) == len(moves.HANDED)
    assert set(worth.SUBGROUP_OF) == set(BY_KEY)
    assert {*worth.RULES, *worth.SIZES, *worth.EARLIER, *worth.ANSWERED_AFTER} <= set(BY_KEY)
    assert {goods for held in worth.HELD for goods in held.goods} <= set(BY_KEY)
    assert {one for held in worth.HELD for one in (held.owner, *held.areas)} <= producers


def test_a_sheet_is_drawn_alike_and_says_that_it_is_none() -> None:
    assert scan_of("TD-1") == scan_of("TD-1") != scan_of("TD-2")
    assert "TRÌNH DIỄN" in LINES[0]


def test_every_pictured_thing_can_be_painted() -> None:
    assert {goods.picture[0] for goods in GOODS if goods.picture} <= set(THINGS)


def test_stories_are_told_in_order_and_in_known_words() -> None:
    for story in STORIES.values():
        assert {step.kind for step in story.steps} <= set(EVENT_KINDS)
        moments = [(step.day, step.hour) for step in story.steps]
        assert moments == sorted(moments)
        for step in story.steps:
            assert (step.kind in WAITING_KINDS) == ("waiting_days" in step.facts)


def test_a_commune_that_is_not_there_is_told() -> None:
    assert commune_code("Xã Nga An") == "16144"
    with pytest.raises(ValueError, match="no commune"):
        commune_code("Xã Không Có")


@pytest.mark.parametrize("number", [0, 7, 148, 240])
def test_numbers_have_the_right_form_and_belong_to_nobody(number: int) -> None:
    assert read_phone(names.mobile(number)).error is None
    assert read_phone(names.landline(number)).error is None
    assert read_tax_code(names.tax_code(number), "cooperative") == names.tax_code(number)
    assert gs1.is_gtin(names.gtin(number))
    assert gs1.is_gtin(names.gln(number))
    assert names.gln(number) != names.gtin(number)
    assert names.gtin(number).startswith("952")
    born = date(1961, 5, 4)
    made = names.citizen_id(born, "female", number)
    assert read_citizen_id(made).error is None
    assert agrees(made, "female", born)
    assert not agrees(made, "male", born)


def test_the_same_seed_invents_the_same_people() -> None:
    first, again = (
        [neighbour(random.Random(number), number) for number in range(NEIGHBOURS)] for _ in range(2)
    )
    assert first == again
    assert len({names.person(random.Random(number))[0] for number in range(200)}) > 100


def test_nothing_of_the_story_lies_ahead() -> None:
    calendar = Calendar()
    assert calendar.at(0, 23, 59) < calendar.now
    assert calendar.at(3, 9) == calendar.told(3, 9)
    assert calendar.day(0) == calendar.today


@pytest.mark.parametrize("land", ["coast", "plain", "hills"])
def test_a_picture_is_wide_in_colour_and_the_same_each_time(land: str) -> None:
    subject = Subject("jar", "#d99a24", "#7a4a2a", ("Mật ong", "Như Xuân"), land)
    pictures = [paint(subject, view) for view in range(3)]
    assert len(set(pictures)) == 3
    assert pictures == [paint(subject, view) for view in range(3)]
    for content in pictures:
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == (800, 600)
            colours = picture.convert("RGB").getcolors(1_200 * 900)
            assert colours is not None
            assert len(colours) > 200


def test_all_things_differ_on_the_table() -> None:
    painted = {
        paint(Subject(thing, "#d99a24", "#7a4a2a", ("Thử",), "hills"), 0) for thing in THINGS
    }
    assert len(painted) == len(THINGS)
