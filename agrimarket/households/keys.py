"""The running service's keys, for sealing what is written about people."""

from flask import current_app

from agrimarket.kit.key_watch import keys_of
from agrimarket.kit.keyfile import Keys


def the_keys() -> Keys:
    """The opened key file of this process, as it stands now."""
    return keys_of(current_app)
