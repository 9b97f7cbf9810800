"""What a user knows beforehand: claims found to hold or not, and how reliable sources are.

Both are tables by the columns that are named here; other columns, such as a note, are passed over.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrib.corpora.rows import numbered_rows
from attrib.errors import CorpusError
from attrib.matrix.schemes import LETTERS
from attrib.records import Fact, Prior

ANSWERS: Mapping[str, bool] = {
    "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False,
}  # fmt: skip
STRENGTH = 20.0  # claims; how much a grade is worth where the file does not say
LOWEST, HIGHEST = 0.01, 0.99  # of a mean, since no grade is certainty

_LETTER = re.compile(rf"([{''.join(LETTERS)}])[1-6]?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def read_facts(path: Path) -> tuple[Fact, ...]:
    """Read the columns `claim`, an id as in ``attrib matrix --json``, and `holds`, yes or no.

    True, false, 1 and 0 do as well, in any case. Facts are in the order of the file, none of
    them twice. Raises CorpusError, with file and line where there is one, for a file that lacks
    or holds no rows, a missing column or value, any other answer, and two answers for one claim.
    """
    facts: dict[str, Fact] = {}
    for at, row in _rows(path, ("claim", "holds")):
        fact = Fact(row["claim"], _answer(row["holds"], at=at))
        if facts.setdefault(fact.claim, fact) != fact:
            raise CorpusError(
                f"{at}: claim {fact.claim!r} has another answer above; expected one a claim; "
                "take one of the two out"
            )
    return tuple(facts.values())


def read_priors(path: Path) -> Mapping[str, Prior]:
    """Read the columns `source`, `grade` and, if it is there, `strength`; a prior by source name.

    A grade is a letter of the Admiralty system (A to F, as in `LETTERS`; the digit of "B2" grades
    a report, so it is passed over) or a number. A number with a decimal point that is at most 1 is
    a share ("0.85", "1.0"), any other is of 100 ("85", "87.5", and "1", which is one of 100). Means
    are clipped to 0.01–0.99. F says nothing: its source gets no prior.

    `strength` is how many claims the grade is worth, above 0; 20 where it is empty. Raises
    CorpusError, with file and line where there is one, for a file that lacks or holds no rows, a
    missing column or value, any other grade or strength, and a source that stands there twice.
    """
    priors: dict[str, Prior | None] = {}
    for at, row in _rows(path, ("source", "grade")):
        source = row["source"]
        if source in priors:
            raise CorpusError(
                f"{at}: source {source!r} a second time; expected one grade a source; take one of "
                "the two out"
            )
        mean = _mean(row["grade"], at=at)
        strength = _strength(row.get("strength", ""), at=at)
        priors[source] = None if mean is None else Prior(mean, strength)
    return {source: prior for source, prior in priors.items() if prior is not None}


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (file:line, values without the blanks around them), at least once."""
    if not path.is_file():
        raise CorpusError(f"{path}: no such file; expected the columns {', '.join(needed)}")
    at = ""
    for number, row in numbered_rows(path):
        at = f"{path}:{number}"
        values = {name: "" if value is None else str(value).strip() for name, value in row.items()}
        if not values.keys() >= set(needed):
            raise CorpusError(
                f"{at}: found the columns {', '.join(row)}; expected {', '.join(needed)} at least; "
                "name them so in the header"
            )
        if empty := [column for column in needed if not values[column]]:
            raise CorpusError(
                f"{at}: no value in the column {empty[0]}; expected one in {' and '.join(needed)}; "
                "fill it in or take the line out"
            )
        yield at, values
    if not at:
        raise CorpusError(f"{path}: found a header and no rows; expected one row at least")


def _answer(text: str, *, at: str) -> bool:
    if text.lower() not in ANSWERS:
        raise CorpusError(
            f"{at}: found the answer {text!r} to whether the claim holds; expected yes or no; take "
            "the line out where it is not known"
        )
    return ANSWERS[text.lower()]


def _mean(grade: str, *, at: str) -> float | None:
    if letter := _LETTER.fullmatch(grade):
        return LETTERS[letter[1].upper()]
    number = _NUMBER.fullmatch(grade)
    value = float(grade) if number else math.inf
    if number is None or value > 100:
        raise CorpusError(
            f"{at}: found the grade {grade!r}; expected a letter from A to F, a share with a "
            "decimal point from 0.0 to 1.0, or a number from 0 to 100"
        )
    share = value if number[1] and value <= 1 else value / 100
    return min(HIGHEST, max(LOWEST, share))


def _strength(text: str, *, at: str) -> float:
    try:
        strength = float(text or STRENGTH)
    except ValueError:
        strength = math.nan
    if not 0 < strength < math.inf:
        raise CorpusError(
            f"{at}: found the strength {text!r}; expected a number of claims above 0; leave it "
            f"empty for {STRENGTH:g}"
        )
    return strength
