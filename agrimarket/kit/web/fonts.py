"""Be Vietnam Pro as small WOFF2 files, made once from the installed package and kept."""

import hashlib
import subprocess
import sys
import threading
from importlib.metadata import version
from pathlib import Path

PACKAGE = "fontpkg-be-vietnam-pro"
# name of the served file -> (weight file of the package, "full" or "title" set of letters)
RECIPES = {
    "BeVietnamPro-Regular": ("BeVietnamPro-Regular.ttf", "full"),
    "BeVietnamPro-SemiBold": ("BeVietnamPro-SemiBold.ttf", "full"),
    "BeVietnamPro-Bold": ("BeVietnamPro-Bold.ttf", "full"),
    "BeVietnamPro-Title": ("BeVietnamPro-Bold.ttf", "title"),
}
SCRIPT = Path(__file__).with_name("subset_font.py")


class Fonts:
    """The font files of one service, kept in `folder`; nothing is made before it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mark = recipe_mark()
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """The served names, such as BeVietnamPro-Bold.woff2."""
        return [f"{name}.woff2" for name in RECIPES]

    def read(self, filename: str) -> bytes | None:
        """A font's bytes, made now if need be (0.5 s); None for a name that is not ours."""
        name = filename.removesuffix(".woff2")
        if f"{name}.woff2" != filename or name not in RECIPES:
            return None
        with self._lock:
            return self._made(name).read_bytes()

    def make_all(self) -> list[Path]:
        """Make every file that is missing; gives all of them."""
        with self._lock:
            return [self._made(name) for name in RECIPES]

    def _made(self, name: str) -> Path:
        path = self.folder / f"{name}.{self.mark}.woff2"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            source, letters = RECIPES[name]
            # a process of its own: fontTools costs 0.2 s and 30 MB that a server should not carry
            subprocess.run(  # noqa: S603  # our own script, arguments from the table above
                [sys.executable, "-P", str(SCRIPT), source, letters, str(path)],
                check=True,
                capture_output=True,
            )
        return path


def recipe_mark() -> str:
    """Eight letters that change when package, letters or recipe change; part of addresses."""
    recipe = f"{version(PACKAGE)} {sorted(RECIPES.items())}".encode()
    return hashlib.sha256(recipe + SCRIPT.read_bytes()).hexdigest()[:8]
