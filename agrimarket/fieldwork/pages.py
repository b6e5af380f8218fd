"""The routes of the phone app below /thuc-dia, gathered from their files."""

from agrimarket.fieldwork import conflict_pages, shell_pages, sync_pages
from agrimarket.fieldwork.blueprints import pages as blueprint
from agrimarket.fieldwork.shell_pages import STATIC

__all__ = ["STATIC", "blueprint", "conflict_pages", "shell_pages", "sync_pages"]
