"""Composes a picture of a product: on a table, at home in its land, or as a row of packs."""

import functools
import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import fontpkg_be_vietnam_pro
from PIL import Image, ImageDraw, ImageFont

from agrimarket.system.demo.pictures import land, packs, things
from agrimarket.system.demo.pictures.packs import Look
from agrimarket.system.demo.pictures.pen import Pen

# Drawn larger than it is handed over, so that the shrinking smooths every edge.
WIDE, HIGH = 1200, 900
GIVEN = (800, 600)
UNIT = WIDE / land.WIDE
NOTE = "Tranh vẽ minh họa"

Thing = Callable[[Pen, Look], None]
THINGS: Mapping[str, Thing] = {
    thing.__name__: thing
    for thing in (
        packs.jar, packs.bottle, packs.gourd, packs.box, packs.sack, packs.pouch, packs.bundle,
        packs.tray, things.fruit, things.fish, things.duck, things.mat, things.cloth,
        things.drum, things.bark, things.blossom, things.lodge,
    )
}  # fmt: skip
WALLS = ("#e7efe0", "#efe6d6", "#e2ecef", "#f1e4dc")
OUTDOORS = frozenset({"lodge", "duck", "blossom"})  # their first picture is at home in the land


@dataclass(frozen=True)
class Subject:
    """What to paint: a name in THINGS, two colours, words for the label, a name in LANDS."""

    thing: str
    main: str
    second: str
    words: tuple[str, ...]
    land: str


def paint(subject: Subject, view: int) -> bytes:
    """A JPEG of 800 × 600 pixels; the same subject and view give the same picture."""
    picture = Image.new("RGB", (WIDE, HIGH))
    pen = Pen(ImageDraw.Draw(picture), 0, HIGH, UNIT)
    # Only clouds and ridges hang on it, and they shall stay where they are.
    dice = random.Random(f"{subject.words}{view}")  # noqa: S311
    look = Look(subject.main, subject.second, subject.words, font_file())
    compose = COMPOSERS[(view + (subject.thing in OUTDOORS)) % len(COMPOSERS)]
    compose(picture, pen, subject, look, dice)
    _note(pen)
    out = io.BytesIO()
    picture.resize(GIVEN, Image.Resampling.BOX).save(out, "JPEG", quality=90)
    return out.getvalue()


def _on_table(
    picture: Image.Image, pen: Pen, subject: Subject, look: Look, dice: random.Random
) -> None:
    land.table(picture, pen, dice.choice(WALLS))
    THINGS[subject.thing](pen.at(80, 20, 1.0), look)


def _in_land(
    picture: Image.Image, pen: Pen, subject: Subject, look: Look, dice: random.Random
) -> None:
    land.LANDS[subject.land](picture, pen, dice)
    THINGS[subject.thing](pen.at(52, 14, 0.85), look)


def _in_row(
    picture: Image.Image, pen: Pen, subject: Subject, look: Look, dice: random.Random
) -> None:
    land.table(picture, pen, dice.choice(WALLS))
    for x, y, scale in (
        (36, 34, 0.5),
        (80, 35, 0.5),
        (124, 34, 0.5),
        (56, 12, 0.62),
        (106, 12, 0.62),
    ):
        THINGS[subject.thing](pen.at(x, y, scale), look)


COMPOSERS = (_on_table, _in_land, _in_row)


def _note(pen: Pen) -> None:
    """Nobody shall take the drawing for a photo of a real product."""
    font = ImageFont.truetype(font_file(), round(3.2 * UNIT))
    spot = pen.point(land.WIDE - 3, 3)
    pen.draw.text(spot, NOTE, font=font, fill="#5b4a36", anchor="rs")


@functools.cache
def font_file() -> str:
    """Be Vietnam Pro from its package, whose letters carry all tone marks."""
    return str(fontpkg_be_vietnam_pro.ROOT / "files" / "BeVietnamPro-SemiBold.ttf")
