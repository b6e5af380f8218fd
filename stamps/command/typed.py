"""What comes in as text: words or lines, and whether codes among them were typed rightly."""

import argparse
import sys
from collections.abc import Iterator

from stamps.alphabet import is_checked, normalise


def check(options: argparse.Namespace) -> int:
    """Whether each code was typed rightly, by its check letter and without any key."""
    wrong = 0
    for text in texts_of(options):
        right = is_checked(normalise(text))
        wrong |= not right
        sys.stdout.write(f"{normalise(text)} {'đúng' if right else 'gõ nhầm'}\n")
    return int(wrong)


def texts_of(options: argparse.Namespace) -> Iterator[str]:
    """The words of the command line, or the lines that come in where there are none or a `-`."""
    if options.text and options.text != ["-"]:
        return iter(options.text)
    return (line.strip() for line in sys.stdin if line.strip())
