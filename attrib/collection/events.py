"""Articles → which of them tell of one event, by their dates and the rare words they share."""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from attrib.collection.dates import read_date
from attrib.records import Article
from attrib.terms import terms_of

WINDOW = 3  # days between two articles on one event; an older story is another one
ALIKE = 0.15  # cosine from which two articles may tell of one event …
ALIKE_UNDATED = 0.3  # … and where a date that could keep them apart is not known
MAX_NEIGHBOURS = 8  # an article, so that work grows with the collection and not with its square
TITLE = 2  # how often a title's word counts

Vector = Mapping[str, float]


def find_neighbours(articles: Sequence[Article]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of articles likely to tell of one event, by index, i < j, in order.

    Where an article has more neighbours than it may, the most alike stay. An article whose date is
    missing or cannot be read is compared with all others, and by a stricter measure.
    """
    dates = [read_date(article.date) for article in articles]
    rarity = weigh_rarity(articles)
    vectors = [weigh_terms(_count(article), rarity) for article in articles]
    alike = [
        (cosine, i, j)
        for i, row in enumerate(_cosines(vectors))
        for j in map(int, np.flatnonzero(row >= ALIKE))
        if i < j and (cosine := float(row[j])) >= _least(dates[i], dates[j])
    ]
    alike.sort(key=lambda found: (-round(found[0], 6), *sorted(articles[n].id for n in found[1:])))
    return tuple(sorted(_most_alike((i, j) for _, i, j in alike)))


def weigh_rarity(articles: Sequence[Article]) -> dict[str, float]:
    """Return how much each term of a collection tells of an article: the rarer, the more."""
    spread = Counter(term for article in articles for term in _count(article))
    return {term: math.log(1 + len(articles) / n) for term, n in spread.items()}


def weigh_terms(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Vector:
    """Return a vector of length 1, or none: tf-idf (Salton & Buckley 1988), tf logarithmic."""
    weights = {t: (1 + math.log(counts[t])) * rarity[t] for t in sorted(counts) if t in rarity}
    norm = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / norm for term, weight in weights.items()}


def _count(article: Article) -> Counter[str]:
    terms = terms_of(article.text)
    for term, n in terms_of(article.title or "").items():
        terms[term] += TITLE * n
    return terms


def _cosines(vectors: Sequence[Vector]) -> Iterator[npt.NDArray[np.float64]]:
    """Yield each vector's cosine with all of them, one row at a time, by an inverted index."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, vector in enumerate(vectors):
        for term in vector:
            holders[term].append(n)
    index = {
        term: (np.array(held), np.array([vectors[n][term] for n in held]))
        for term, held in holders.items()
        if len(held) > 1
    }
    for vector in vectors:
        row = np.zeros(len(vectors))
        for term in vector.keys() & index.keys():
            held, weights = index[term]
            row[held] += vector[term] * weights
        yield row


def _least(a: datetime.date | None, b: datetime.date | None) -> float:
    """Return the cosine that two articles of these days need, beyond reach if days apart."""
    if a is None or b is None:
        return ALIKE_UNDATED
    return ALIKE if abs((a - b).days) <= WINDOW else math.inf


def _most_alike(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs as they come, unless either article has all the neighbours that it may."""
    neighbours: Counter[int] = Counter()
    for pair in pairs:
        if all(neighbours[n] < MAX_NEIGHBOURS for n in pair):
            neighbours.update(pair)
            yield pair
