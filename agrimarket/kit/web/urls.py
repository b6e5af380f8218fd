"""Addresses that lists need: this page with another page number or filter."""

from typing import Any
from urllib.parse import urlencode

from flask import request


def query_url(**changes: Any) -> str:
    """This address with the named arguments replaced; None or "" removes one."""
    arguments = request.args.to_dict(flat=False)
    for name, value in changes.items():
        arguments.pop(name, None)
        if value is not None and value != "":
            arguments[name] = [str(value)]
    query = urlencode(arguments, doseq=True)
    return f"{request.path}?{query}" if query else request.path


def page_url(page: int) -> str:
    """This list's address at another page, counted from 1."""
    return query_url(page=None if page <= 1 else page)
