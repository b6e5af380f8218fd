"""JSON routes of channels."""

from agrimarket.kit.api import ApiBlueprint

blueprint = ApiBlueprint("channels", __name__, description="")
