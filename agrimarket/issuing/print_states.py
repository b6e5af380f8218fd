"""The states of a print, and which of them mean that its stamps may lie on paper."""

from datetime import timedelta
from typing import Final

QUEUED, READY, FAILED = "queued", "ready", "failed"
CANCELLED, EXPIRED = "cancelled", "expired"
COUNTED: Final = (QUEUED, READY, EXPIRED)  # a second print of these positions says why

KEPT_FOR: Final = timedelta(days=30)
LISTED_FOR: Final = timedelta(days=7)  # codes that any printer could put on paper
