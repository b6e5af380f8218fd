"""What each app of a test takes over from those before it: compiled addresses and statements.

Thousands of tests build an app of their own. Five hundred addresses compiled anew took three
quarters of that time, and every statement was compiled once a test. Both are the same each time.
Files of tests stand in memory where there is room: a commit waits for no disk.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

_compile = Rule.compile
_rules: dict[tuple[Any, ...], dict[str, Any]] = {}
_dialects: dict[str, Dialect] = {}
_statements: LRUCache[Any, Any] = LRUCache(5000)
COMPILED = ("_parts", "_trace", "_converters", "_build", "_build_unknown")
MEMORY, ROOM = "/dev/shm", 8 << 30


def remember_addresses() -> None:
    """Compile each address once a process; Rule.compile looks here first from now on."""
    Rule.compile = _compile_once  # type: ignore[method-assign]  # there is no hook for it


def _compile_once(self: Rule) -> None:
    kinds = tuple(sorted((name, id(kind)) for name, kind in self.map.converters.items()))
    key = (self.rule, self.subdomain, self.merge_slashes, self.map.host_matching, kinds)
    if self.defaults or self.host:
        return _compile(self)
    if key not in _rules:
        _compile(self)
        made = {name: getattr(self, name) for name in COMPILED}
        made |= {name: made[name].__func__ for name in ("_build", "_build_unknown")}
        _rules[key] = made | {"arguments": set(self.arguments)}
        return None
    made = _rules[key]
    self._parts, self._trace = list(made["_parts"]), list(made["_trace"])
    self._converters = dict(made["_converters"])
    self.arguments |= made["arguments"]
    self._build = made["_build"].__get__(self, None)
    self._build_unknown = made["_build_unknown"].__get__(self, None)
    return None


def keep_statements(engine: Engine) -> None:
    """Take this engine, which has seen its database, as the one whose dialect others share."""
    _dialects.setdefault(engine.dialect.name, engine.dialect)


def share_statements(engine: Engine) -> None:
    """Let this engine find the statements that engines of the same kind compiled before it."""
    dialect = _dialects.get(engine.dialect.name)
    if dialect is not None:
        engine.dialect = dialect  # compiled statements are kept by dialect
        engine.update_execution_options(compiled_cache=_statements)


def in_memory() -> str | None:
    """A folder whose files never reach a disk, where it has room; else the usual one."""
    roomy = Path(MEMORY).is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy and os.access(MEMORY, os.W_OK) else None
