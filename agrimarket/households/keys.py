"""The running service's keys, for sealing what is written about people."""

from flask import current_app

from agrimarket.kit.keyfile import Keys


def the_keys() -> Keys:
    """The opened key file of this process."""
    keys: Keys = current_app.extensions["agrimarket.keys"]
    return keys
