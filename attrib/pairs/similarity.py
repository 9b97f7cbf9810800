"""How alike claims are in words, in their propositions and in the sentences around them."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Article, Claim, Span
from attrib.terms import terms_of

CONTEXT_WEIGHT = 0.35  # of a word that stands around a claim and not in its proposition

Places = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Terms:
    """The weighted terms of a claim; `own` are those of its proposition, not of its context."""

    weights: Mapping[str, float]
    own: frozenset[str]

    @property
    def norm(self) -> float:
        """The length of the vector that the weights are."""
        return math.sqrt(sum(weight * weight for weight in self.weights.values())) or 1.0


def weigh_terms(article: Article, claims: Sequence[Claim]) -> list[Terms]:
    """Return the terms of each claim: a rarer one is heavier, one of the context lighter."""
    own = [terms_of(" ".join((claim.proposition, *claim.standalone[:1]))) for claim in claims]
    around = [terms_of(_surroundings(article, claim)) for claim in claims]
    spread = Counter(term for terms in own for term in terms)
    rarity = {
        term: math.log(1 + (len(claims) + 1) / (0.5 + spread[term]))
        for terms in (*own, *around)
        for term in terms
    }
    return [
        Terms(
            {
                term: rarity[term] * (1.0 if term in proposition else CONTEXT_WEIGHT)
                for term in proposition | context
            },
            own=frozenset(proposition),
        )
        for proposition, context in zip(own, around, strict=True)
    ]


def compare_terms(terms: Sequence[Terms]) -> dict[Places, float]:
    """Return the cosine (0–1) of each two claims that share a term of either's proposition.

    A term of both contexts says only that the claims stand side by side.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(terms):
        for term in claim.weights:
            holders[term].append(n)
    shared: dict[Places, float] = defaultdict(float)
    for term, claims in holders.items():
        if len(claims) > _too_common(len(terms)):
            continue
        for i, j in itertools.combinations(claims, 2):
            if term in terms[i].own or term in terms[j].own:
                shared[i, j] += terms[i].weights[term] * terms[j].weights[term]
    norms = [one.norm for one in terms]
    return {(i, j): dot / (norms[i] * norms[j]) for (i, j), dot in shared.items()}


def _surroundings(article: Article, claim: Claim) -> str:
    """Return the sentences of the claim and the one before, which "it" and "the raid" lean on."""
    spans = (*claim.attribution.cue, *claim.attribution.content)
    hull = Span(min(s.start for s in spans), max(s.end for s in spans))
    touched = article.sentences_at(hull)
    if not touched:
        return hull.of(article.text)
    before = max(0, touched[0] - 1)
    return article.text[article.sentences[before].start : article.sentences[touched[-1]].end]


def _too_common(n_claims: int) -> float:
    """In a short article every word may matter; in a long one the commonest only cost time."""
    return n_claims if n_claims <= 200 else 200 + 0.02 * n_claims
