"""The door to imported lists: what may be done with one, a file per verb behind it."""

from agrimarket.households.import_choose import choose
from agrimarket.households.import_list import Upload, import_kept, import_list, kept_list
from agrimarket.households.import_mend import mend_workbook
from agrimarket.households.import_show import get_import, imports, outcome_of, outcomes
from agrimarket.households.import_undo import may_undo, undo_import
from agrimarket.households.import_wish import wish_from
from agrimarket.households.read_list import ReadList, read_list

__all__ = [
    "ReadList",
    "Upload",
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
