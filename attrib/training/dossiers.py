"""Dossiers → NLI examples: what one statement's content says about another's.

The judge never sees a stance: it reads contents, and logic joins its answer with the stances
(`attrib.verdicts`). So where one side denies, the label is that of the denied content: the
assertion that a denial contradicts *entails* what is denied.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence

from attrib.claims import clean_proposition
from attrib.corpora import Dossier, NLIExample, Statement
from attrib.records import Entailment, Relation, Stance, TextPair
from attrib.training.settings import DataSet
from attrib.verdicts import said_by

UNRELATED_KEPT = 0.25  # of the pairs with nothing in common; they outnumber the rest four to one
STRANGERS = 1  # statements of another event that each statement is paired with, as neutral

ENTAILS, NEUTRAL, CONTRADICTS = Entailment
SAME_SIDE = {Relation.CONTRADICTS: CONTRADICTS, Relation.CORROBORATES: ENTAILS}
OPPOSITE_SIDES = {Relation.CONTRADICTS: ENTAILS, Relation.CORROBORATES: CONTRADICTS}


def dossier_examples(dossiers: Sequence[Dossier], data: DataSet, *, seed: int) -> list[NLIExample]:
    """Return examples of statement pairs, statements with propositions, and strangers.

    Uncommitted statements give none but neutral ones: they take no side.
    """
    rng = random.Random(seed)
    examples = [
        example
        for dossier in dossiers
        for example in (
            *_statement_pairs(dossier, rng),
            *_proposition_pairs(dossier, rng),
            *_stranger_pairs(dossier, rng.choice(dossiers), rng),
        )
    ]
    return [example for example in examples if rng.random() < data.share]


def _statement_pairs(dossier: Dossier, rng: random.Random) -> Iterator[NLIExample]:
    for a, b in itertools.combinations(dossier.statements, 2):
        relation = dossier.relation(a, b)
        if relation is Relation.UNRELATED and rng.random() > UNRELATED_KEPT:
            continue
        yield from _labelled(dossier, a, b, relation)


def _labelled(
    dossier: Dossier, a: Statement, b: Statement, relation: Relation
) -> Iterable[NLIExample]:
    denials = [s for s in (a, b) if s.stance is Stance.DENIES]
    if len(denials) == 2 and relation is Relation.CONTRADICTS:
        return []
    table = OPPOSITE_SIDES if len(denials) == 1 else SAME_SIDE
    label = table.get(relation, NEUTRAL)
    orders = [(a, b), (b, a)]
    if len(denials) == 1 and label is ENTAILS:
        orders = [(s, denials[0]) for s in (a, b) if s is not denials[0]]
    return [_example(dossier, _text(p), _text(h), label) for p, h in orders]


def _proposition_pairs(dossier: Dossier, rng: random.Random) -> Iterator[NLIExample]:
    for statement in dossier.statements:
        for key, proposition in dossier.propositions.items():
            sign = statement.signs.get(key)
            if sign is None and rng.random() > UNRELATED_KEPT:
                continue
            premise, hypothesis = _text(statement), proposition
            label = {"+": ENTAILS, "-": CONTRADICTS, None: NEUTRAL}[sign]
            if statement.stance is Stance.DENIES:
                # p would make what is denied so; nothing follows from the denied words alone.
                premise, hypothesis = hypothesis, premise
                label = {"+": CONTRADICTS, "-": ENTAILS, None: NEUTRAL}[sign]
            yield _example(dossier, premise, hypothesis, label)


def _stranger_pairs(dossier: Dossier, other: Dossier, rng: random.Random) -> Iterator[NLIExample]:
    if other.id == dossier.id:
        return
    for statement in dossier.statements:
        for stranger in rng.sample(other.statements, min(STRANGERS, len(other.statements))):
            yield _example(dossier, _text(statement), _text(stranger), NEUTRAL)


def _example(dossier: Dossier, premise: str, hypothesis: str, label: Entailment) -> NLIExample:
    return NLIExample(TextPair(premise, hypothesis), label, group=dossier.id)


def _text(statement: Statement) -> str:
    return said_by(statement.speaker, clean_proposition(" ".join(statement.content)))
