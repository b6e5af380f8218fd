"""Reads the code as text, for rules about its shape; each can be pointed at a planted tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "accounts", "households", "teams", "products", "lots", "issuing", "channels", "scanning",
    "reports", "onboarding", "fieldwork", "trail", "privacy",
)  # fmt: skip
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def sources(root: Path, *folders: str) -> Iterator[Path]:
    """Python files below the folders, in order."""
    for folder in folders:
        yield from sorted((root / folder).rglob("*.py"))


def imported(path: Path) -> list[str]:
    """Dotted names that a file imports; `from a import b` gives a and a.b."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def room_of(path: Path, root: Path) -> str:
    """The folder below agrimarket/ that a file stands in."""
    parts = path.relative_to(root).parts
    return parts[1] if len(parts) > 2 else parts[-1].removesuffix(".py")


def foreign_stores(root: Path) -> list[str]:
    """Files that import another room's store."""
    found = []
    for path in sources(root, "agrimarket"):
        for name in imported(path):
            parts = name.split(".")
            if (
                parts[0] == "agrimarket"
                and "store" in parts[2:4]
                and parts[1] != room_of(path, root)
            ):
                found.append(f"{path.relative_to(root)} imports {name}")
    return found


def queries_outside_stores(root: Path) -> list[str]:
    """Files of rooms that make queries but are no store, scope or model."""
    found = []
    for path in sources(root, *(f"agrimarket/{room}" for room in ROOMS)):
        if _may_query(path, root):
            continue
        calls = {"sqlalchemy.select", "sqlalchemy.update", "sqlalchemy.insert", "sqlalchemy.delete",
                 "sqlalchemy.text"}  # fmt: skip
        found += [f"{path.relative_to(root)} imports {n}" for n in imported(path) if n in calls]
    return found


def _may_query(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return path.stem in {"scope", "models"} or "store" in path.stem.split("_") or "store" in parts


EDGES = ("api", "pages", "commands", "jobs")


def http_below_the_edge(root: Path) -> list[str]:
    """Files of rooms that know HTTP or open a commit, though they are no edge."""
    found = []
    for path in sources(root, *(f"agrimarket/{room}" for room in ROOMS)):
        if path.stem.endswith(EDGES) or path.stem == "blueprints":
            continue
        for name in imported(path):
            if name.split(".")[0] in {"flask", "werkzeug"} or name.endswith(".db.one_commit"):
                found.append(str(path.relative_to(root)))
                break
    return found


def unscoped_queries(root: Path) -> list[str]:
    """Stores that read another room's tables without asking its `visible(viewer)`."""
    found = []
    for path in sources(root, *(f"agrimarket/{room}" for room in ROOMS)):
        if not _may_query(path, root) or path.stem == "models":
            continue
        names = imported(path)
        for room in ROOMS:
            foreign = room != room_of(path, root)
            reads = any(name.startswith(f"agrimarket.{room}.models.") for name in names)
            asks = any(name.startswith(f"agrimarket.{room}.scope") or
                       name == f"agrimarket.{room}.scope" for name in names)  # fmt: skip
            if foreign and reads and not asks:
                found.append(f"{path.relative_to(root)} reads {room} without its scope")
    return found


def too_long(root: Path, *folders: str) -> list[str]:
    """Files over 300 lines and functions over 40."""
    found = []
    for path in sources(root, *folders):
        text = path.read_text()
        if (lines := text.count("\n")) > LONGEST_FILE:
            found.append(f"{path.relative_to(root)}: {lines} lines")
        if "versions" in path.parts:
            continue  # a migration's function is a list of columns
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found.append(f"{path.relative_to(root)}:{node.lineno} {node.name}: {length}")
    return found


def inner_imports(root: Path, *folders: str) -> list[str]:
    """Imports inside functions: a sign that the direction is wrong."""
    found = []
    for path in sources(root, *folders):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Import | ast.ImportFrom):
                        found.append(f"{path.relative_to(root)}:{inner.lineno}")
    return found


def undocumented(root: Path, *folders: str) -> list[str]:
    """Modules and public functions or classes without a docstring."""
    found = []
    for path in sources(root, *folders):
        tree = ast.parse(path.read_text())
        if tree.body and not ast.get_docstring(tree):
            found.append(f"{path.relative_to(root)}: module")
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                found.append(f"{path.relative_to(root)}: {node.name}")
    return found


def special_viewers(root: Path) -> dict[str, set[str]]:
    """Files that use the viewers SYSTEM and PUBLIC."""
    used: dict[str, set[str]] = {"SYSTEM": set(), "PUBLIC": set()}
    for path in sources(root, "agrimarket"):
        names = {name.rsplit(".", 1)[-1] for name in imported(path)
                 if name.startswith("agrimarket.kit.access.")}  # fmt: skip
        for special, files in used.items():
            if special in names:
                files.add(str(path.relative_to(root)))
    return used
