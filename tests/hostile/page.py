"""Reads an answer's HTML as a browser would: forms, links, and what would run in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXT_TYPES = {"text", "tel", "search", "email", "password", "date", "number", "url", "hidden"}


@dataclass
class Form:
    """One form: where it goes, its fields with what stands in them, which of them are typed."""

    action: str
    method: str
    multipart: bool
    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """Forms and links of a page; `runs` names whatever a script could hide in."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.runs: list[str] = []
        self._form: Form | None = None
        self._select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._look_for_scripts(tag, given)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower(),
                              "multipart" in given.get("enctype", ""))  # fmt: skip
            self.forms.append(self._form)
        if self._form is not None:
            self._field(self._form, tag, given)

    def _look_for_scripts(self, tag: str, given: dict[str, str]) -> None:
        address = given.get("href", "") + given.get("src", "") + given.get("action", "")
        handlers = [name for name in given if name.startswith("on")]
        scripted = address.strip().lower().startswith(("javascript:", "data:text", "vbscript:"))
        if (tag == "script" and "src" not in given) or handlers or scripted or (
            tag in {"iframe", "object", "embed", "base", "style", "math"} or "srcdoc" in given
        ):  # fmt: skip
            self.runs.append(f"<{tag} {given}>")

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif (
            tag == "option"
            and self._select
            and ("selected" in given or not form.values.get(self._select))
        ):
            form.values[self._select] = given.get("value", "")
        elif tag == "textarea" and name:
            form.values[name] = ""
            form.typed.append(name)
            self._select = None
        elif tag == "input" and name:
            kind = given.get("type", "text")
            if kind in TEXT_TYPES:
                form.values[name] = given.get("value", "")
                form.typed.append(name)
            elif kind in {"checkbox", "radio"} and ("checked" in given or name not in form.values):
                form.values[name] = given.get("value", "1")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
