"""Communes now and before with folded names, so that a phone finds a place without signal."""

import hashlib
import json
from functools import cache
from typing import Any

from agrimarket.places import communes, fold, former_communes


@cache
def pack() -> tuple[bytes, str]:
    """The pack as JSON and its hash for the ETag; the same until the data changes."""
    told: dict[str, Any] = {
        "communes": [
            {"code": one.code, "name": one.name, "folded": fold(one.name)} for one in communes()
        ],
        "former": [
            {
                "code": one.code, "name": one.name, "folded": fold(one.name),
                "district": one.district, "district_folded": fold(one.district),
                "successors": list(one.successors), "until": one.until.isoformat(),
            }
            for one in former_communes()
        ],
    }  # fmt: skip
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return content, hashlib.sha256(content).hexdigest()[:20]
