"""`verify-log`: the public log of issued ranges, checked from outside."""

import argparse

from stamps import log_verifier


def verify(options: argparse.Namespace) -> int:
    """0 all holds, 1 a fault (each on a line), 2 a file cannot be read."""
    return log_verifier.run(options)
