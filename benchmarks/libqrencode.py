"""libqrencode, the C library most programs draw QR with: a small loop, compiled where it is run."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")
MISSING = "**libqrencode is MISSING**: not measured. Install gcc and libqrencode-dev, run again."


class Loop:
    """The compiled loop, or nothing where it cannot be compiled."""

    def __init__(self, program: Path) -> None:
        self._program = program

    def seconds_each(self, texts: list[str], version: int) -> float:
        """Seconds of CPU a symbol at level Q; fails where it draws another version than we."""
        said = subprocess.run(
            [self._program], input="\n".join(texts), capture_output=True, text=True, check=True
        )
        micro, drawn = said.stdout.split()
        assert int(drawn) == version, f"libqrencode draws version {drawn}, we {version}"
        return float(micro) / 1e6


@contextmanager
def compiled() -> Iterator[Loop | None]:
    """The loop for as long as it is needed; says loudly where there is none."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "loop"
        made = compiler and subprocess.run(
            [compiler, "-O2", "-o", program, SOURCE, "-lqrencode"], capture_output=True, text=True
        )
        if not made or made.returncode:
            print(f"!!! {MISSING}\n{made.stderr if made else ''}", file=sys.stderr)
            yield None
        else:
            yield Loop(program)
