"""The names that data sets give to the labels of inference, read as ours."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping

from attrib.errors import CorpusError
from attrib.records import Entailment

Possible = tuple[Entailment, Entailment | None]  # the label and the one not told from it

# A set of two labels does not say which of the other two its negative one is.
OURS: Mapping[str, Possible] = {
    "entailment": (Entailment.ENTAILMENT, None),
    "neutral": (Entailment.NEUTRAL, None),
    "contradiction": (Entailment.CONTRADICTION, None),
    "not_entailment": (Entailment.NEUTRAL, Entailment.CONTRADICTION),
    "not_contradiction": (Entailment.NEUTRAL, Entailment.ENTAILMENT),
}

# Name in a set, as `plain_name` writes it → our name.
SYNONYMS: Mapping[str, str] = {
    # ANLI's files
    "e": "entailment",
    "n": "neutral",
    "c": "contradiction",
    # SciTail and others that use the verb
    "entails": "entailment",
    "entailed": "entailment",
    "contradicts": "contradiction",
    "contradicted": "contradiction",
    # FEVER, VitaminC, SciFact, AVeriTeC
    "supports": "entailment",
    "supported": "entailment",
    "support": "entailment",
    "refutes": "contradiction",
    "refuted": "contradiction",
    "refute": "contradiction",
    "contradict": "contradiction",
    "not_enough_info": "neutral",
    "not_enough_information": "neutral",
    "not_enough_evidence": "neutral",
    "nei": "neutral",
    # Emergent
    "for": "entailment",
    "against": "contradiction",
    "observing": "neutral",
    # The Fake News Challenge
    "agree": "entailment",
    "agrees": "entailment",
    "disagree": "contradiction",
    "disagrees": "contradiction",
    "discuss": "neutral",
    "discusses": "neutral",
    "unrelated": "neutral",
    # Two labels: RTE and QNLI, HANS, HoVer
    "non_entailment": "not_entailment",
    "not_entailed": "not_entailment",
    "not_supported": "not_entailment",
    "non_contradiction": "not_contradiction",
}
NO_GOLD = ("-", "-1")  # SNLI's annotators did not agree; a class label without a name
SHOWN = 12  # labels that an error lists


def plain_name(value: object) -> str:
    """Return a label in lower case, trimmed, its words joined by one underscore."""
    return re.sub(r"(?<=\w)[\s_-]+(?=\w)", "_", str(value).strip().casefold())


def label_table(labels: Mapping[str, str] | None) -> dict[str, Possible]:
    """Return what each plain name means; `labels` (name in the set → ours) wins over the table.

    Raises CorpusError where `labels` maps to a name that is none of ours.
    """
    ours = {plain_name(name): plain_name(meant) for name, meant in (labels or {}).items()}
    for name, meant in ours.items():
        if meant not in OURS:
            raise CorpusError(
                f"labels: {name!r} is mapped to {meant!r}; expected one of {', '.join(OURS)}"
            )
    return {**OURS, **{name: OURS[meant] for name, meant in {**SYNONYMS, **ours}.items()}}


def what_is_meant(value: object, table: Mapping[str, Possible]) -> Possible | None:
    """Return what the label `value` of a row means by `table`; None if it is not in it."""
    return None if value is None else table.get(plain_name(value))


def has_gold(value: object) -> bool:
    """Whether a label says anything; it does not if it is missing, -1 or SNLI's dash."""
    return value is not None and plain_name(value) not in NO_GOLD


def unknown_label(value: object, found: Iterable[object], *, at: str) -> CorpusError:
    """Return the error for the label `value`; `at` is file and line, `found` all labels there."""
    counts = Counter(map(repr, found)).most_common()
    listed = ", ".join(f"{_cut(name)} ({count})" for name, count in counts[:SHOWN])
    more = f" and {len(counts) - SHOWN} more" if len(counts) > SHOWN else ""
    name = _cut(str(value))
    return CorpusError(
        f"{at}: label {_cut(repr(value))}; expected one of {', '.join(OURS)}; found in all: "
        f"{listed}{more}; say what each means: "
        f'labels = {{ {json.dumps(name, ensure_ascii=False)} = "contradiction" }} in TOML or '
        f"--labels {shlex.quote(f'{name}=contradiction')}"
    )


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
