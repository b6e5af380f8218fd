"""Finds in the code's tree what lets data become code, SQL, markup or a call without an end."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.shape.code import imported, sources

OUTSIDE = ("urllib3", "requests", "httpx", "http.client", "urllib.request", "socket", "smtplib",
           "ftplib", "telnetlib", "aiohttp")  # fmt: skip
CALLERS = {"urlopen", "HTTPConnectionPool", "HTTPSConnectionPool", "PoolManager",
           "create_connection", "HTTPConnection", "HTTPSConnection"}  # fmt: skip
RUNS_DATA = {"eval", "exec", "compile", "__import__", "render_template_string", "from_string"}
UNSAFE_LOADERS = {"pickle", "marshal", "shelve", "dill", "yaml"}
SQL_CALLS = {"text", "exec_driver_sql", "execute", "executescript", "literal_column"}
SAFE_TARGETS = {"url_for", "safe_next", "page_url", "query_url"}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a file with the last part of the called name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else (
                function.id if isinstance(function, ast.Name) else "")  # fmt: skip
            yield name, node


def _found(root: Path, wrong: Callable[[str, ast.Call], bool]) -> list[str]:
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in sources(root, "agrimarket", "stamps")
        for name, node in calls(path)
        if wrong(name, node)
    ]


def _built(node: ast.expr) -> bool:
    """Text put together at run time: an f-string with a value, +, %, or .format()."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return True
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"format", "join"}


def built_sql(root: Path) -> list[str]:
    """SQL put together from pieces."""
    return _found(root, lambda name, node: name in SQL_CALLS and any(map(_built, node.args[:1])))


def markup_of_data(root: Path) -> list[str]:
    """Markup() around anything but a literal."""
    return _found(
        root,
        lambda name, node: (
            name == "Markup" and not all(isinstance(arg, ast.Constant) for arg in node.args)
        ),
    )


def data_that_runs(root: Path) -> list[str]:
    """eval and its kin, templates made of data, loaders that run what they load."""
    found = _found(root, lambda name, node: name in RUNS_DATA and not _is_re_compile(node))
    for path in sources(root, "agrimarket", "stamps"):
        loaders = UNSAFE_LOADERS & {name.split(".")[0] for name in imported(path)}
        found += [f"{path.relative_to(root)} imports {name}" for name in loaders]
    return found


def _is_re_compile(node: ast.Call) -> bool:
    function = node.func
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "re"


def shells(root: Path) -> list[str]:
    """Processes begun through a shell."""

    def wrong(name: str, node: ast.Call) -> bool:
        through = any(word.arg == "shell" and getattr(word.value, "value", True)
                      for word in node.keywords)  # fmt: skip
        return through or (name in {"system", "popen"} and _is_os(node))

    return _found(root, wrong)


def _is_os(node: ast.Call) -> bool:
    function = node.func
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "os"


def outside_callers(root: Path) -> set[str]:
    """Files that import what opens a connection."""
    return {
        str(path.relative_to(root))
        for path in sources(root, "agrimarket", "stamps")
        if any(name == one or name.startswith(f"{one}.")
               for name in imported(path) for one in OUTSIDE)
    }  # fmt: skip


def calls_without_end(root: Path) -> list[str]:
    """Requests and connections without a time-out."""

    def wrong(name: str, node: ast.Call) -> bool:
        # a pool carries the time-out it was made with
        on_a_pool = getattr(getattr(node.func, "value", None), "id", "") == "pool"
        return name in CALLERS and not on_a_pool and not _timed(node)

    return _found(root, wrong)


def _timed(node: ast.Call) -> bool:
    return any(word.arg == "timeout" for word in node.keywords)


def open_redirects(root: Path) -> list[str]:
    """redirect() to anything but an address made by url_for or judged by safe_next."""
    return _found(root, lambda name, node: name == "redirect" and not _ours(node.args[0]))


def _ours(target: ast.expr) -> bool:
    if isinstance(target, ast.BoolOp):
        return all(map(_ours, target.values))
    if isinstance(target, ast.IfExp):
        return _ours(target.body) and _ours(target.orelse)
    if isinstance(target, ast.BinOp):
        return _ours(target.left)
    if isinstance(target, ast.Call):
        name = getattr(target.func, "attr", getattr(target.func, "id", ""))
        return name in SAFE_TARGETS
    return isinstance(target, ast.Constant) and str(target.value).startswith("/")
