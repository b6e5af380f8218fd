"""`make bench`: run every benchmark, print the table, save it beside the last one."""

import platform
from datetime import date
from pathlib import Path

from benchmarks import drills, engine, foreign, importing, keeping, lists, search, traces

SAVED = Path(__file__).parent / "figures.md"
HEAD = "| work, per piece | ours | peer | peer's | peer / ours |\n|---|---:|---|---:|---:|\n"


def main() -> None:
    """CPU time of one core, best of five rounds, both ways in turns in one process."""
    lines = [
        figure.line()
        for module in (engine, lists, importing, keeping)
        for figure in module.figures()
    ]
    table = HEAD + "\n".join(lines)
    about = f"{date.today()} · Python {platform.python_version()} · {platform.machine()}"
    refused = "\n".join(foreign.lines())
    searched = "\n".join(search.lines())
    traced = "\n".join(traces.lines())
    drilled = "\n".join(drills.lines())
    SAVED.write_text(
        f"# Figures\n\n{about}. {main.__doc__}\n\n{table}\n\n"
        f"## Foreign and missing\n\n{foreign.__doc__} Medians of {foreign.CALLS} calls each, in "
        f"turns, in one process.\n\n{refused}\n\n"
        f"## Searching\n\n{search.__doc__}\nTime by the clock.\n\n{searched}\n\n"
        f"## Tracing\n\n{traces.__doc__} Time by the clock.\n\n{traced}\n\n"
        f"## Drilling\n\n{drills.__doc__} Time by the clock.\n\n{drilled}\n"
    )
    print(table, refused, searched, traced, drilled, sep="\n\n")


if __name__ == "__main__":
    main()
