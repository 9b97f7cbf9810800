"""Dossiers and annotated articles → NLI examples: what one claim's content says of another's.

The judge never sees a stance: it reads contents, and logic joins its answer with the stances
(`attrib.verdicts`). So where one side denies, the label is that of the denied content: the
assertion that a denial contradicts *entails* what is denied. Contents come in both forms that are
read in scoring: standing alone, and in the article's own words.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from attrib.corpora import AnnotatedArticle, Dossier, NLIExample
from attrib.evaluation import claims_of
from attrib.evaluation.claims.speakers import is_named, speaker_of
from attrib.records import Claim, Entailment, Relation, Stance, TextPair
from attrib.verdicts import Form, put, said_by

UNRELATED_KEPT = 0.25  # of the pairs with nothing in common; they outnumber the rest four to one
STRANGERS = 1  # statements of another event that each statement is paired with, as neutral

ENTAILS, NEUTRAL, CONTRADICTS = Entailment
SAME_SIDE = {Relation.CONTRADICTS: CONTRADICTS, Relation.CORROBORATES: ENTAILS}
OPPOSITE_SIDES = {Relation.CONTRADICTS: ENTAILS, Relation.CORROBORATES: CONTRADICTS}

Relate = Callable[[str, str], Relation | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the judge reads it in each form, with the stance that it must not see."""

    texts: tuple[str, ...]
    stance: Stance


def dossier_examples(dossiers: Sequence[Dossier], *, seed: int) -> list[NLIExample]:
    """Return examples of statement pairs, statements with propositions, and strangers.

    Uncommitted statements give none but neutral ones: they take no side.
    """
    rng = random.Random(seed)
    said = {dossier.id: _said_in(dossier.to_article()) for dossier in dossiers}
    return [
        example
        for dossier in dossiers
        for example in (
            *_statement_pairs(said[dossier.id], _by_signs(dossier), rng, group=dossier.id),
            *_proposition_pairs(dossier, said[dossier.id], rng),
            *_stranger_pairs(dossier, rng.choice(dossiers), said, rng),
        )
    ]


def article_examples(articles: Sequence[AnnotatedArticle], *, seed: int) -> list[NLIExample]:
    """Return examples of the pairs of annotated articles, as far as stances are given.

    What is not listed as a pair is unrelated; what one speaker says twice is left out, and so is
    what the annotation leaves undetermined.
    """
    rng = random.Random(seed)
    return [
        example
        for annotated in articles
        for example in _statement_pairs(
            _said_in(annotated), _by_list(annotated), rng, group=annotated.group
        )
    ]


def _said_in(annotated: AnnotatedArticle) -> dict[str, Said]:
    claims = claims_of(annotated).claims
    return {id: _said(claim, annotated.speakers.get(id, "")) for id, claim in claims.items()}


def _said(claim: Claim, speaker: str) -> Said:
    name = speaker if is_named(speaker) else ""
    return Said(tuple(said_by(name, put(claim, form)) for form in Form), claim.stance)


def _by_signs(dossier: Dossier) -> Relate:
    statements = {statement.id: statement for statement in dossier.statements}
    return lambda a, b: dossier.relation(statements[a], statements[b])


def _by_list(annotated: AnnotatedArticle) -> Relate:
    listed = {frozenset((pair.a, pair.b)): pair.relation for pair in annotated.pairs}
    speakers = {id: speaker_of(annotated, id) for id in annotated.stances}

    def relate(a: str, b: str) -> Relation | None:
        unlisted = None if speakers[a] == speakers[b] else Relation.UNRELATED
        relation = listed.get(frozenset((a, b)), unlisted)
        return None if relation is Relation.UNDETERMINED else relation

    return relate


def _statement_pairs(
    said: Mapping[str, Said], relate: Relate, rng: random.Random, *, group: str
) -> Iterator[NLIExample]:
    for a, b in itertools.combinations(said, 2):
        relation = relate(a, b)
        is_left_out = relation is Relation.UNRELATED and rng.random() > UNRELATED_KEPT
        if relation is not None and not is_left_out and said[a].texts != said[b].texts:
            yield from _labelled(said[a], said[b], relation, group)


def _labelled(a: Said, b: Said, relation: Relation, group: str) -> Iterator[NLIExample]:
    denials = [said for said in (a, b) if said.stance is Stance.DENIES]
    if len(denials) == 2 and relation is Relation.CONTRADICTS:
        return
    table = OPPOSITE_SIDES if len(denials) == 1 else SAME_SIDE
    label = table.get(relation, NEUTRAL)
    orders = [(a, b), (b, a)]
    if len(denials) == 1 and label is ENTAILS:
        orders = [(said, denials[0]) for said in (a, b) if said is not denials[0]]
    for premise, hypothesis in orders:
        for texts in dict.fromkeys(zip(premise.texts, hypothesis.texts, strict=True)):
            yield NLIExample(TextPair(*texts), label, group=group)


def _proposition_pairs(
    dossier: Dossier, said: Mapping[str, Said], rng: random.Random
) -> Iterator[NLIExample]:
    for statement in dossier.statements:
        for key, proposition in dossier.propositions.items():
            sign = statement.signs.get(key)
            if sign is None and rng.random() > UNRELATED_KEPT:
                continue
            premise, hypothesis = said[statement.id].texts[0], proposition
            label = {"+": ENTAILS, "-": CONTRADICTS, None: NEUTRAL}[sign]
            if statement.stance is Stance.DENIES:
                # p would make what is denied so; nothing follows from the denied words alone.
                premise, hypothesis = hypothesis, premise
                label = {"+": CONTRADICTS, "-": ENTAILS, None: NEUTRAL}[sign]
            yield NLIExample(TextPair(premise, hypothesis), label, group=dossier.id)


def _stranger_pairs(
    dossier: Dossier, other: Dossier, said: Mapping[str, Mapping[str, Said]], rng: random.Random
) -> Iterator[NLIExample]:
    if other.id == dossier.id:
        return
    strangers = list(said[other.id].values())
    for mine in said[dossier.id].values():
        for theirs in rng.sample(strangers, min(STRANGERS, len(strangers))):
            yield NLIExample(TextPair(mine.texts[0], theirs.texts[0]), NEUTRAL, group=dossier.id)
