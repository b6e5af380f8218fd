"""A document of headings, sentences and tables, written as one HTML file or as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("document.css")


@dataclass(frozen=True)
class Grid:
    """A table: column heads, rows of texts, and what it shows."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    pairs: bool = False  # names and values: stays a table on a narrow screen


@dataclass(frozen=True)
class Section:
    """A heading with sentences and tables; level 2 below the document's title, 3 below that."""

    title: str
    parts: Sequence[str | Grid] = ()
    level: int = 2


@dataclass(frozen=True)
class Document:
    """A whole document; `facts` are short lines under the title."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = field(default_factory=list)
    footer: str = ""


def as_html(document: Document) -> str:
    """One file that needs no other: style inside, every text escaped, fit for A4."""
    facts = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in document.facts)
    body = "".join(_section_html(section) for section in document.sections)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document.title)}</title><style>{STYLE.read_text()}</style></head>"
        f"<body><h1>{escape(document.title)}</h1><dl>{facts}</dl>{body}"
        f"<footer>{escape(document.footer)}</footer></body></html>\n"
    )


def _section_html(section: Section) -> str:
    parts = "".join(
        _grid_html(part) if isinstance(part, Grid) else f"<p>{escape(part)}</p>"
        for part in section.parts
    )
    return f"<h{section.level}>{escape(section.title)}</h{section.level}>{parts}"


def _grid_html(grid: Grid) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in grid.heads)
    rows = "".join(
        "<tr>" + "".join(
            f'<td data-head="{escape(head)}">{escape(cell)}</td>'
            for head, cell in zip(grid.heads, row, strict=True)
        ) + "</tr>"
        for row in grid.rows
    )  # fmt: skip
    caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
    kind = ' class="pairs"' if grid.pairs else ""
    return f"<table{kind}>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def as_markdown(document: Document) -> str:
    """The same as Markdown."""
    lines = [f"# {document.title}", ""]
    lines += [f"- **{label}**: {value}" for label, value in document.facts]
    for section in document.sections:
        lines += ["", f"{'#' * section.level} {section.title}", ""]
        for part in section.parts:
            lines += [*(_grid_lines(part) if isinstance(part, Grid) else [part]), ""]
    return "\n".join([*lines, document.footer]).rstrip() + "\n"


def _grid_lines(grid: Grid) -> list[str]:
    lines = [f"*{grid.caption}*", ""] if grid.caption else []
    lines += [_line(grid.heads), _line(["---"] * len(grid.heads))]
    return lines + [_line(row) for row in grid.rows]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(c.split()).replace("|", "\\|") for c in cells) + " |"
