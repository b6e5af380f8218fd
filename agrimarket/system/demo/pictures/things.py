"""Goods without a pack: fruit, fish, mats, cloth, bronze, blossoms, a house for guests."""

import math

from agrimarket.system.demo.pictures.packs import Look, card, label, shadow
from agrimarket.system.demo.pictures.pen import Pen, shade


def fruit(pen: Pen, look: Look) -> None:
    """Round fruit in a heap with leaves."""
    shadow(pen, 96)
    for x, y in ((-28, 16), (0, 15), (28, 16), (-14, 40), (14, 40), (0, 62)):
        pen.oval(x, y, 34, 32, shade(look.main, -0.12))
        pen.oval(x - 1, y + 1, 31, 29, look.main)
        pen.oval(x - 7, y + 7, 9, 7, shade(look.main, 0.4))
        pen.oval(x, y + 14, 3, 2, "#5f4a2c")
    for x, turn in ((-2, 1), (4, -1), (16, -1)):
        leaf(pen.at(x, 76), turn, look.second)
    label(pen, look, -20, 2, 40, 18)


def leaf(pen: Pen, turn: int, colour: str) -> None:
    """A pointed leaf from the stalk at the origin, to the left (1) or right (-1)."""
    pen.shape([(0, 0), (-9 * turn, 7), (-20 * turn, 8), (-12 * turn, 1)], colour)
    pen.stroke([(0, 0), (-18 * turn, 7)], shade(colour, 0.3), 0.6)


def fish(pen: Pen, look: Look) -> None:
    """Three fish on a basket tray."""
    shadow(pen, 104)
    pen.oval(0, 22, 104, 46, "#b98449")
    pen.oval(0, 24, 94, 39, "#dcb377")
    for x, y in ((-2, 36), (4, 24), (-4, 12)):
        pen.oval(x, y, 56, 12, look.main)
        pen.oval(x - 2, y + 2, 46, 5, shade(look.main, 0.35))
        pen.shape([(x + 25, y), (x + 38, y + 7), (x + 35, y), (x + 38, y - 7)], look.second)
        pen.oval(x - 21, y + 1, 3, 3, "#1d2329")
        pen.arc(x - 12, y, 8, 10, (270, 90), look.second, 0.8)
    card(pen, look, 0)


def duck(pen: Pen, look: Look) -> None:
    """A duck by the stream."""
    shadow(pen, 70)
    pen.oval(0, 22, 66, 38, look.main)
    pen.shape([(24, 26), (44, 42), (34, 20)], look.main)
    pen.oval(6, 25, 38, 20, shade(look.main, -0.2))
    pen.shape([(-28, 24), (-34, 52), (-22, 56), (-14, 30)], look.main)
    pen.oval(-27, 57, 22, 19, look.second)
    pen.shape([(-37, 58), (-50, 54), (-37, 52)], "#e2a53a")
    pen.oval(-31, 60, 3, 3, "#1d2329")
    for x in (-6, 8):
        pen.stroke([(x, 5), (x, -2), (x - 6, -2)], "#d98f2b", 2)
    card(pen, look, 20)


def mat(pen: Pen, look: Look) -> None:
    """A sedge mat, rolled at one end, with a woven pattern."""
    shadow(pen, 110)
    pen.shape([(-52, 2), (40, 2), (50, 44), (-36, 44)], look.main)
    for step in range(1, 14):
        share = step / 14
        left, right = (-52 + 16 * share, 2 + 42 * share), (40 + 10 * share, 2 + 42 * share)
        pen.stroke([left, right], shade(look.main, -0.12), 0.5)
    for step in range(5):
        x = -34 + step * 17
        pen.shape([(x, 22), (x + 7, 31), (x + 14, 22), (x + 7, 13)], look.second)
        pen.shape([(x + 4, 22), (x + 7, 26), (x + 10, 22), (x + 7, 18)], look.main)
    pen.shape([(40, 0), (56, 0), (66, 46), (50, 46)], shade(look.main, -0.08))
    pen.oval(48, 1, 16, 10, shade(look.main, -0.25))
    pen.oval(48, 1, 8, 5, shade(look.main, 0.2))
    card(pen, look, -8)


def cloth(pen: Pen, look: Look) -> None:
    """Woven cloth hanging over a bar."""
    pen.box(-58, 82, 116, 3, "#7b5230", 1)
    pen.box(-40, 4, 80, 80, look.main)
    for row, y in enumerate((10, 26, 42, 58, 74)):
        pen.box(-40, y, 80, 3, look.second)
        for step in range(6):
            x = -34 + step * 13.6
            colour = "#f3d36b" if (row + step) % 2 else "#d8553f"
            pen.shape([(x - 5, y + 9), (x, y + 14), (x + 5, y + 9), (x, y + 4)], colour)
    for step in range(16):
        x = -39 + step * 5.2
        pen.stroke([(x, 4), (x, -3)], look.second, 0.8)
    label(pen, look, -22, 30, 44, 18)


def drum(pen: Pen, look: Look) -> None:
    """A bronze drum with rings and a star."""
    shadow(pen, 84)
    pen.shape([(-34, 0), (34, 0), (26, 30), (36, 56), (-36, 56), (-26, 30)], look.main)
    pen.shape([(-34, 0), (-26, 0), (-18, 30), (-28, 56), (-36, 56), (-26, 30)],
              shade(look.main, 0.2))  # fmt: skip
    for y in (8, 22, 38, 48):
        pen.stroke([(-29, y), (29, y)], look.second, 1)
    pen.oval(0, 58, 76, 22, shade(look.main, 0.25))
    for wide in (64, 46):
        pen.arc(0, 58, wide, wide * 0.29, (0, 360), look.second, 0.8)
    star = [
        (math.sin(turn * math.pi / 8) * far, 58 + math.cos(turn * math.pi / 8) * far * 0.29)
        for turn in range(16)
        for far in [17 if turn % 2 == 0 else 6]
    ]
    pen.shape(star, look.second)
    label(pen, look, -20, 12, 40, 18)


def bark(pen: Pen, look: Look) -> None:
    """Rolled sticks of cinnamon, tied."""
    shadow(pen, 90)
    for row in range(4):
        for step in range(5 - row):
            x, y = -52 + step * 15 + row * 8, 8 + row * 12
            pen.box(x, y - 6, 60 - row * 10, 12, shade(look.main, 0.08 * ((row + step) % 3)), 5)
            pen.oval(x + 3, y, 9, 11, shade(look.main, -0.3))
            pen.oval(x + 3, y, 5, 6, shade(look.main, 0.25))
    pen.box(2, 0, 7, 52, look.second, 2)
    card(pen, look, 4)


def blossom(pen: Pen, look: Look) -> None:
    """A flowering tree in a pot."""
    shadow(pen, 56)
    pen.shape([(-18, 0), (18, 0), (23, 22), (-23, 22)], "#a4492f")
    pen.box(-25, 20, 50, 5, "#bd5a3b", 1)
    pen.stroke([(0, 24), (-3, 44), (4, 62), (0, 84)], "#5d432c", 3)
    for x, y in ((-28, 74), (26, 80), (-18, 94), (22, 58), (-24, 56), (14, 98)):
        pen.stroke([(0, 50), (x * 0.5, (50 + y) / 2 + 3), (x, y)], "#5d432c", 1.6)
    for number in range(46):
        turn, far = number * 2.4, 7 + number * 0.72
        bloom = pen.at(math.cos(turn) * far, 76 + math.sin(turn) * far * 0.7)
        bloom.oval(0, 0, 7, 7, shade(look.main, 0.12 * (number % 4)))
        bloom.oval(0, 0, 2.2, 2.2, look.second)
    label(pen, look, -16, 3, 32, 16)


def lodge(pen: Pen, look: Look) -> None:
    """A house on stilts that takes guests."""
    for x in (-34, -12, 12, 34):
        pen.box(x - 2, 0, 4, 24, "#553820")
    pen.box(-42, 22, 84, 26, look.main)
    for x in (-34, -14, 24):
        pen.box(x, 30, 12, 12, "#f7dfa0")
        pen.stroke([(x + 6, 30), (x + 6, 42)], "#6a4628", 0.8)
    pen.box(4, 22, 13, 22, "#5d3c22")
    pen.shape([(-56, 46), (56, 46), (34, 82), (-34, 82)], look.second)
    for step in range(6):
        y = 50 + step * 5.5
        pen.stroke([(-53 + step * 3.6, y), (53 - step * 3.6, y)], shade(look.second, -0.18), 0.8)
    for step in range(5):
        pen.box(8 - step * 2.4, 18 - step * 4.4, 14, 1.6, "#7b5632")
    label(pen, look, -24, 52, 48, 18)
