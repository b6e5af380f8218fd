"""`make bench`: run every benchmark, print and save its table; `python -m benchmarks NAME` one."""

import argparse
import platform
import re
from datetime import date
from importlib import import_module
from pathlib import Path

from benchmarks.measure import HEAD

# Modules of this folder: each has `lines()`, the lines of its part, or `figures()` for one table.
MODULES = (
    "codes", "symbols", "fullest", "sameness", "sheets", "issuing", "lookups",
    "lists", "importing", "keeping", "foreign", "search", "traces", "drills",
)  # fmt: skip

SAVED = Path(__file__).parent / "figures.md"
TITLE = """# Figures

Each part is saved as it is run, by `make bench` all of them, by `python -m benchmarks NAME` one.
Seconds of CPU of one core, best of five rounds, both ways in turns in one process, unless a part
says otherwise.
"""


def main() -> None:
    """Run the named modules, or all, and put their parts in the place of the last ones."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MODULES, []], metavar="NAME")
    for name in parser.parse_args().names or MODULES:
        part = measured(name)
        print(part, flush=True)
        saved = SAVED.read_text() if SAVED.exists() else ""
        SAVED.write_text(replaced(saved, name, part))


def measured(name: str) -> str:
    """The part of one module: its title, where and when, what it is about, its table."""
    module = import_module(f"benchmarks.{name}")
    if hasattr(module, "lines"):
        lines = module.lines()
    else:
        lines = [HEAD, *(figure.line() for figure in module.figures())]
    about = f"{date.today()} · Python {platform.python_version()} · {platform.machine()}"
    return "\n".join([f"## {name}", "", about, "", (module.__doc__ or "").strip(), "", *lines, ""])


def replaced(saved: str, name: str, part: str) -> str:
    """All saved parts with this one new, in the order of `MODULES`."""
    parts = {title: f"## {title}\n{text}" for title, text in _PART.findall(saved)} | {name: part}
    return "\n".join([TITLE, *(parts[known].strip() + "\n" for known in MODULES if known in parts)])


_PART = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

if __name__ == "__main__":
    main()
