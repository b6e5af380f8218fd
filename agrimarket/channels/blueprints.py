"""The room's blueprint of JSON routes, which two files fill."""

from agrimarket.kit.api import ApiBlueprint

api = ApiBlueprint("channels", __name__, description="Kênh bán hàng: gian hàng và đăng bán")
