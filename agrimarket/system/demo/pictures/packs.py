"""Packed goods: jars, bottles, boxes, sacks, bundles, each standing on y = 0, some 70 high."""

from dataclasses import dataclass

from PIL import ImageFont

from agrimarket.system.demo.pictures.pen import Pen, shade

PAPER, INK = "#fdf6e3", "#3b2f23"


@dataclass(frozen=True)
class Look:
    """Colour of the goods, a second colour, and the words on the label."""

    main: str
    second: str
    words: tuple[str, ...]
    font: str


def label(pen: Pen, look: Look, x: float, y: float, wide: float, high: float) -> None:
    """A paper label with a coloured edge and the name on it."""
    pen.box(x, y, wide, high, PAPER, 1.2)
    pen.box(x, y + high - 3, wide, 3, look.second, 1)
    pen.box(x, y, wide, 1.6, look.second)
    line = min((high - 6) / max(len(look.words), 2), 8.0)
    for number, word in enumerate(look.words):
        size = max(8, round(min(line * 0.72, wide / max(len(word), 4) * 1.45) * pen.unit))
        font = ImageFont.truetype(look.font, size)
        spot = pen.point(x + wide / 2, y + high - 5 - line * (number + 0.5))
        pen.draw.text(spot, word, font=font, fill=INK, anchor="mm")


def card(pen: Pen, look: Look, x: float) -> None:
    """A name card on a stand in front of goods that carry no label."""
    pen.shape([(x + 16, -12), (x + 21, -8), (x + 21, 6), (x + 18, 6)], "#8a6238")
    label(pen, look, x - 20, -13, 40, 19)


def shadow(pen: Pen, wide: float) -> None:
    """What stands on a table darkens it."""
    pen.oval(2, 0, wide, 6, "#8f653c")


def jar(pen: Pen, look: Look) -> None:
    """A glass jar with a cloth lid."""
    shadow(pen, 50)
    pen.box(-21, 0, 42, 48, shade(look.main, 0.25), 7)
    pen.box(-19, 1, 38, 42, look.main, 6)
    pen.box(-16, 6, 4, 32, shade(look.main, 0.45), 2)
    pen.box(-19, 47, 38, 9, look.second, 3)
    pen.oval(0, 56, 40, 8, shade(look.second, 0.25))
    label(pen, look, -17, 10, 34, 24)


def bottle(pen: Pen, look: Look) -> None:
    """A bottle with a long neck."""
    shadow(pen, 36)
    pen.box(-13, 0, 26, 50, look.main, 4)
    pen.shape([(-13, 47), (13, 47), (5, 60), (-5, 60)], look.main)
    pen.box(-5, 58, 10, 14, look.main, 1)
    pen.box(-10, 4, 3, 42, shade(look.main, 0.4), 1.5)
    pen.box(-6, 70, 12, 8, look.second, 1.5)
    label(pen, look, -13, 10, 26, 28)


def gourd(pen: Pen, look: Look) -> None:
    """A clay pot of rượu cần with bamboo straws."""
    shadow(pen, 58)
    for lean, top in ((-16, 86), (2, 92), (18, 84)):
        pen.stroke([(lean * 0.2, 54), (lean, top)], "#c9a35a", 1.6)
    pen.oval(0, 26, 58, 52, look.main)
    pen.box(-14, 46, 28, 10, shade(look.main, -0.15), 3)
    pen.oval(0, 56, 32, 8, "#6d8f45")
    pen.oval(-14, 34, 10, 16, shade(look.main, 0.3))
    label(pen, look, -16, 14, 32, 22)


def box(pen: Pen, look: Look) -> None:
    """A gift box, a little open to the side."""
    shadow(pen, 78)
    pen.shape([(32, 0), (42, 7), (42, 47), (32, 42)], shade(look.main, -0.25))
    pen.box(-36, 0, 68, 42, look.main)
    pen.shape([(-36, 42), (32, 42), (42, 48), (-26, 48)], shade(look.main, 0.25))
    pen.box(-36, 30, 68, 3, look.second)
    label(pen, look, -25, 6, 46, 22)


def sack(pen: Pen, look: Look) -> None:
    """A cloth sack, filled, with a tied mouth."""
    shadow(pen, 60)
    pen.shape([(-26, 0), (26, 0), (29, 30), (22, 54), (-22, 54), (-29, 30)], look.main)
    pen.shape([(-22, 54), (22, 54), (12, 60), (19, 70), (-19, 70), (-12, 60)], look.main)
    pen.box(-14, 57, 28, 4, look.second, 2)
    pen.shape([(-26, 0), (-22, 0), (-19, 54), (-22, 54), (-29, 30)], shade(look.main, -0.1))
    label(pen, look, -19, 14, 38, 27)


def pouch(pen: Pen, look: Look) -> None:
    """A paper pouch that stands, with a window onto what is in it."""
    shadow(pen, 52)
    pen.shape([(-23, 0), (23, 0), (21, 64), (-21, 64)], look.main)
    pen.box(-21, 60, 42, 7, shade(look.main, -0.15))
    pen.oval(0, 46, 24, 20, look.second)
    for x, y in ((-5, 44), (3, 49), (5, 42), (-2, 50)):
        pen.oval(x, y, 5, 4, shade(look.second, 0.3))
    label(pen, look, -18, 6, 36, 26)


def bundle(pen: Pen, look: Look) -> None:
    """Noodles or leaves tied in bundles."""
    shadow(pen, 88)
    for x, y in ((-22, 0), (22, 0), (0, 22)):
        pen.box(x - 20, y, 40, 22, look.main, 6)
        for step in range(9):
            left = x - 19 + step * 4.6
            pen.stroke([(left, y + 2), (left + 2, y + 20)], shade(look.main, -0.14), 0.7)
        pen.box(x - 21, y + 7, 42, 7, look.second)
    label(pen, look, -17, 26, 34, 15)


def tray(pen: Pen, look: Look) -> None:
    """Cakes or rolls wrapped in leaves on a tray."""
    shadow(pen, 96)
    pen.oval(0, 8, 94, 18, "#a9713d")
    pen.oval(0, 10, 86, 14, "#c89255")
    for x, y in (
        (-27, 8),
        (-9, 8),
        (9, 8),
        (27, 8),
        (-18, 22),
        (0, 22),
        (18, 22),
        (-9, 36),
        (9, 36),
    ):
        pen.box(x - 9, y, 18, 15, look.main, 4)
        pen.stroke([(x, y), (x, y + 15)], look.second, 1)
        pen.stroke([(x - 9, y + 7), (x + 9, y + 7)], look.second, 1)
    card(pen, look, 0)
