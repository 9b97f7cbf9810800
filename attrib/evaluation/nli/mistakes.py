"""The pairs that a judge got wrong, to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from attrib.corpora import NLIExample
from attrib.evaluation.nli.answers import read_answers
from attrib.records import Judgement


@dataclass(frozen=True, slots=True)
class NLIMistake:
    """A pair with its gold label and the label found instead; `confidence` in 0–1.

    Labels are those that the data tell apart: ``not_entailment`` may be one.
    """

    premise: str
    hypothesis: str
    gold: str
    found: str
    confidence: float

    def to_dict(self) -> dict[str, str | float]:
        """Return the mistake as a row of a file."""
        return asdict(self)


def mistakes_nli(
    examples: Sequence[NLIExample], judgements: Sequence[Judgement]
) -> list[NLIMistake]:
    """Return what was answered wrongly, surest first; errors as in `score_nli`."""
    answers = read_answers(examples, judgements)
    names = answers.names
    found = zip(
        examples, answers.gold, answers.predicted, answers.confidence, answers.right, strict=True
    )
    mistakes = [
        NLIMistake(
            example.pair.premise,
            example.pair.hypothesis,
            gold=names[gold],
            found=names[predicted],
            confidence=float(confidence),
        )
        for example, gold, predicted, confidence, right in found
        if not right
    ]
    return sorted(mistakes, key=lambda mistake: -mistake.confidence)
