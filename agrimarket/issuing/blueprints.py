"""The room's API blueprint, shared by the files that add routes to it."""

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint("issuing", __name__, description="Stamp orders, prints and range commands.")
