"""Commands run inside the app, which cli.py's rooms cannot build themselves."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask import Flask

P = ParamSpec("P")
R = TypeVar("R")


def in_app(command: Callable[P, R]) -> Callable[P, R]:
    """Run the command with an app context; cli.py puts the app's maker into the context."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with the_app().app_context():
            return command(*args, **kwargs)

    return wrapped


def the_app() -> Flask:
    """The app of this command line, made when first needed."""
    maker: Callable[[], Flask] = click.get_current_context().find_root().obj
    return maker()
