"""Reads a person's name."""

from agrimarket.households.intake.cells import Cell, as_text
from agrimarket.households.intake.result import Read

_WITHOUT_MARKS = dict.fromkeys(map(ord, " '.-"))
_LONGEST = 120  # letters; longer cells hold a story, not a name


def read_name(cell: Cell) -> Read[str]:
    """The name with single spaces and tidy capitals; name_missing, name_invalid.

    A name has at least two letters and nothing but letters, spaces, ' . and -. The typographic
    apostrophe, which Word puts in by itself, counts as '.
    """
    text = as_text(cell).replace("’", "'")
    if not text:
        return Read("", error="name_missing")
    letters = text.translate(_WITHOUT_MARKS)
    if len(letters) < 2 or not letters.isalpha() or len(text) > _LONGEST:
        return Read(text, error="name_invalid")
    name = " ".join(_capitals(word) for word in text.split(" "))
    return Read(text if name == text else name)


def _capitals(word: str) -> str:
    """LÊ and lê become Lê; McX and the like are left as typed. Y'BIH becomes Y'Bih."""
    return word.title() if word.isupper() or word.islower() else word
