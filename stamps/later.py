"""Modules of ours that are loaded when first used, so that small jobs stay quick."""

import sys
from importlib import util
from types import ModuleType


def later(name: str) -> ModuleType:
    """The module of this name; its file is run when something in it is first asked for.

    For the part of a job that needs arrays: one code is opened without them, in a fifth of the
    time. The standard library's own way (importlib.util.LazyLoader).
    """
    if name in sys.modules:
        return sys.modules[name]
    spec = util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = util.LazyLoader(spec.loader)
    module = util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
