"""The door to imported lists: what may be done with one, a file per verb behind it."""

from agrimarket.households.lists.choose import ask_before, choose
from agrimarket.households.lists.mend import mend_workbook
from agrimarket.households.lists.read import ReadList, read_list
from agrimarket.households.lists.show import get_import, imports, outcome_of, outcomes
from agrimarket.households.lists.take import Upload, import_kept, import_list, kept_list
from agrimarket.households.lists.undo import may_undo, undo_import
from agrimarket.households.lists.wish import wish_from

__all__ = [
    "ReadList",
    "Upload",
    "ask_before",
    "choose",
    "get_import",
    "import_kept",
    "import_list",
    "imports",
    "kept_list",
    "may_undo",
    "mend_workbook",
    "outcome_of",
    "outcomes",
    "read_list",
    "undo_import",
    "wish_from",
]
