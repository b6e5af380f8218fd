"""The audit trail: who did what, written in the commit of the act, in keyed-hash chains."""

from agrimarket.kit.audit.chains import record, row_hash
from agrimarket.kit.audit.faults import AuditFault, What
from agrimarket.kit.audit.proof import verify
from agrimarket.kit.audit.reading import (
    ERASED,
    Entry,
    Opened,
    entries,
    history,
    kept_of,
    opened,
    rows_of,
)
from agrimarket.kit.audit.rows import CHAINS, START, AuditDayHead, AuditHead, AuditRow
from agrimarket.kit.audit.words import ACTIONS, GROUPS, words_of

__all__ = [
    "ACTIONS", "CHAINS", "ERASED", "GROUPS", "START", "AuditDayHead", "AuditFault", "AuditHead",
    "AuditRow", "Entry", "Opened", "What", "entries", "history", "kept_of", "opened", "record",
    "row_hash", "rows_of", "verify", "words_of",
]  # fmt: skip
