"""Dossiers and gold articles → NLI examples: what one statement's content says of another's.

The judge never sees a stance: it reads contents, and logic joins its answer with the stances
(`attrib.verdicts`). So where one side denies, the label is that of the denied content: the
assertion that a denial contradicts *entails* what is denied.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.claims import clean_proposition, join_words
from attrib.corpora import AnnotatedArticle, Dossier, NLIExample, Statement
from attrib.records import Entailment, Relation, Stance, TextPair
from attrib.verdicts import said_by

UNRELATED_KEPT = 0.25  # of the pairs with nothing in common; they outnumber the rest four to one
STRANGERS = 1  # statements of another event that each statement is paired with, as neutral

ENTAILS, NEUTRAL, CONTRADICTS = Entailment
SAME_SIDE = {Relation.CONTRADICTS: CONTRADICTS, Relation.CORROBORATES: ENTAILS}
OPPOSITE_SIDES = {Relation.CONTRADICTS: ENTAILS, Relation.CORROBORATES: CONTRADICTS}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the judge reads it, with the stance that it must not see."""

    text: str
    stance: Stance


def dossier_examples(dossiers: Sequence[Dossier], *, seed: int) -> list[NLIExample]:
    """Return examples of statement pairs, statements with propositions, and strangers.

    Uncommitted statements give none but neutral ones: they take no side.
    """
    rng = random.Random(seed)
    return [
        example
        for dossier in dossiers
        for example in (
            *_statement_pairs(dossier, rng),
            *_proposition_pairs(dossier, rng),
            *_stranger_pairs(dossier, rng.choice(dossiers), rng),
        )
    ]


def article_examples(articles: Sequence[AnnotatedArticle]) -> list[NLIExample]:
    """Return examples of the pairs that gold articles list, where both stances are given."""
    examples = []
    for annotated in articles:
        said = {
            a.id: Said(
                said_by(
                    annotated.speakers.get(a.id, ""),
                    clean_proposition(join_words(annotated.article, a.content)),
                ),
                annotated.stances[a.id],
            )
            for a in annotated.attributions
            if a.id in annotated.stances
        }
        for pair in annotated.pairs:
            if pair.a in said and pair.b in said:
                labelled = _labelled(said[pair.a], said[pair.b], pair.relation)
                examples += [NLIExample(t, label, annotated.group) for t, label in labelled]
    return examples


def _statement_pairs(dossier: Dossier, rng: random.Random) -> Iterator[NLIExample]:
    for a, b in itertools.combinations(dossier.statements, 2):
        relation = dossier.relation(a, b)
        if relation is Relation.UNRELATED and rng.random() > UNRELATED_KEPT:
            continue
        for pair, label in _labelled(_said(a), _said(b), relation):
            yield NLIExample(pair, label, group=dossier.id)


def _labelled(a: Said, b: Said, relation: Relation) -> list[tuple[TextPair, Entailment]]:
    denials = [said for said in (a, b) if said.stance is Stance.DENIES]
    if len(denials) == 2 and relation is Relation.CONTRADICTS:
        return []
    table = OPPOSITE_SIDES if len(denials) == 1 else SAME_SIDE
    label = table.get(relation, NEUTRAL)
    orders = [(a, b), (b, a)]
    if len(denials) == 1 and label is ENTAILS:
        orders = [(said, denials[0]) for said in (a, b) if said is not denials[0]]
    return [(TextPair(p.text, h.text), label) for p, h in orders]


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


def _said(statement: Statement) -> Said:
    return Said(_text(statement), statement.stance)


def _text(statement: Statement) -> str:
    return said_by(statement.speaker, clean_proposition(" ".join(statement.content)))
