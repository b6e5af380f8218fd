"""Which label papers a till reads with a GTIN in the address, told before one is chosen."""

from dataclasses import dataclass

from stamps import STOCKS, StampRefusal, check_sheet


@dataclass(frozen=True)
class Papers:
    """Names of label papers: those a till reads, those for phones alone, those without room."""

    tills: tuple[str, ...]
    phones: tuple[str, ...]
    none: tuple[str, ...]


def gs1_papers(gtin: str, host: str) -> Papers:
    """Every paper at its usual printer (GS1 General Specifications: 0.396 mm for tills)."""
    found: dict[str, list[str]] = {"tills": [], "phones": [], "none": []}
    for name in STOCKS:
        found[_reader(name, gtin, host)].append(name)
    return Papers(*(tuple(names) for names in found.values()))


def _reader(paper: str, gtin: str, host: str) -> str:
    try:
        fit = check_sheet(host=host, stock=paper, gtin=gtin)
    except StampRefusal:
        return "none"
    return "phones" if fit.phones_only else "tills"
