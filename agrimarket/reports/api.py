"""JSON routes of reports."""

from agrimarket.kit.api import ApiBlueprint

blueprint = ApiBlueprint("reports", __name__, description="")
