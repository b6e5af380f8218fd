"""Where things come from: the coast, the plain, the hills, and a table to stand them on."""

import itertools
import random
from collections.abc import Callable, Mapping

from PIL import Image

from agrimarket.system.demo.pictures.pen import Pen, fade, shade

# All land is drawn on a paper 160 wide and 120 high whose origin is the lower left corner.
WIDE, HIGH = 160, 120


def sea(picture: Image.Image, pen: Pen, dice: random.Random) -> None:
    """A bay with boats, a beach in front."""
    fade(picture, "#8fc4e8", "#e4f1f7", 0, picture.height // 2)
    pen.oval(128, 100, 16, 16, "#fff3c4")
    _ridge(pen, dice, 60, 8, "#7f9fae")
    pen.box(0, 20, WIDE, 41, "#3f8fb0")
    for row in range(9):
        y = 24 + row * 4
        for _ in range(5):
            x = dice.uniform(0, WIDE)
            pen.stroke([(x, y), (x + dice.uniform(5, 14), y)], "#6fb1cb", 0.5)
    for x, y, scale in ((38, 47, 0.7), (96, 42, 1.0), (134, 52, 0.5)):
        _boat(pen.at(x, y, scale))
    pen.shape([(0, 0), (0, 26), (60, 20), (160, 28), (160, 0)], "#ecd9ad")
    pen.shape([(0, 0), (0, 20), (70, 14), (160, 22), (160, 0)], "#e2c88f")


def plain(picture: Image.Image, pen: Pen, dice: random.Random) -> None:
    """Rice fields to the horizon, a village behind bamboo."""
    fade(picture, "#a9d3ea", "#f3f6e6", 0, picture.height * 11 // 20)
    pen.oval(30, 102, 14, 14, "#fff0bd")
    _clouds(pen, dice)
    _ridge(pen, dice, 62, 5, "#9db8a6")
    for x in range(0, WIDE, 7):
        pen.oval(x + 3, 60, 11, dice.uniform(6, 12), "#4c7d46")
    for x in (44, 58, 112):
        _house(pen.at(x, 56, 0.55))
    bands = (("#a8c74d", 58), ("#8fb93f", 47), ("#b9cf5a", 35), ("#7fae38", 20))
    for colour, top in bands:
        pen.shape([(0, 0), (0, top), (160, top - 2), (160, 0)], colour)
        for x in range(-60, 230, 9):
            pen.stroke([(80 + (x - 80) * 0.55, top - 1), (x, 0)], shade(colour, -0.12), 0.35)
    pen.shape([(92, 57), (96, 57), (140, 0), (112, 0)], "#cdb98a")


def hills(picture: Image.Image, pen: Pen, dice: random.Random) -> None:
    """Blue ranges, terraces and trees."""
    fade(picture, "#9cc9dd", "#eef5ec", 0, picture.height * 3 // 5)
    _clouds(pen, dice)
    for base, swing, colour in ((76, 20, "#9ab7c0"), (62, 17, "#6d9a86"), (48, 12, "#4f8256")):
        _ridge(pen, dice, base, swing, colour)
    for row, colour in enumerate(("#7aa548", "#94b850", "#b3c95f", "#d2d277", "#a9bf52")):
        top = 42 - row * 9
        edge = [(x, top + 3 * ((x // 20 + row) % 3)) for x in range(0, WIDE + 1, 20)]
        pen.shape([(0.0, 0.0), *edge, (WIDE, 0.0)], colour)
        pen.stroke(edge, shade(colour, -0.25), 0.6)
    for _ in range(14):
        x, y = dice.uniform(0, WIDE), dice.uniform(26, 46)
        pen.box(x - 0.5, y - 4, 1, 5, "#6b4a2e")
        pen.oval(x, y + 3, 8, 9, "#33663d")
    _stilt_house(pen.at(118, 22, 0.9))


def table(picture: Image.Image, pen: Pen, wall: str) -> None:
    """A wooden table before a plain wall, softly lit."""
    fade(picture, "#fbf7ec", wall, 0, picture.height * 7 // 10)
    pen.box(0, 0, WIDE, 38, "#b98a57")
    for y in (30, 20, 9):
        pen.stroke([(0, y), (WIDE, y - 1)], "#a3764a", 0.5)
    pen.box(0, 37, WIDE, 1.5, "#cfa26e")


LANDS: Mapping[str, Callable[[Image.Image, Pen, random.Random], None]] = {
    "coast": sea,
    "plain": plain,
    "hills": hills,
}


def _ridge(pen: Pen, dice: random.Random, base: float, swing: float, colour: str) -> None:
    tops = [(x, base + dice.uniform(0, swing)) for x in range(0, WIDE + 1, 8)]
    smooth = []
    for (left, low), (right, high) in itertools.pairwise(tops):
        smooth += [(left, low), ((left + right) / 2, (low + high) / 2)]
    pen.shape([(0, 0), *smooth, tops[-1], (WIDE, 0)], colour)


def _clouds(pen: Pen, dice: random.Random) -> None:
    for _ in range(3):
        x, y = dice.uniform(10, 140), dice.uniform(92, 112)
        for step, high in ((-6, 4), (0, 7), (6, 5)):
            pen.oval(x + step, y, 13, high, "#f8fbfb")


def _boat(pen: Pen) -> None:
    pen.shape([(-11, 3), (11, 3), (8, -1), (-8, -1)], "#8a4b2d")
    pen.box(-11, 3, 22, 1, "#c8663a")
    pen.stroke([(0, 3), (0, 22)], "#5d3a26", 0.7)
    pen.shape([(0.7, 21), (0.7, 5), (11, 6)], "#f6ead2")
    pen.shape([(-0.7, 19), (-0.7, 5), (-8, 6)], "#e7b35a")


def _house(pen: Pen) -> None:
    pen.box(-8, 0, 16, 9, "#f1e3c4")
    pen.shape([(-10, 9), (10, 9), (7, 16), (-7, 16)], "#b4512f")
    pen.box(-2, 0, 4, 6, "#7a5230")


def _stilt_house(pen: Pen) -> None:
    for x in (-11, -4, 4, 11):
        pen.box(x - 0.7, 0, 1.4, 9, "#5c3d24")
    pen.box(-13, 8, 26, 9, "#a97a49")
    pen.box(-3, 9, 6, 7, "#6a4628")
    pen.shape([(-17, 16), (17, 16), (10, 28), (-10, 28)], "#7d6a4c")
    pen.stroke([(-17, 16), (17, 16)], "#5f5039", 1)
