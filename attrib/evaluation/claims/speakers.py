"""Names of speakers, and how well attributions are grouped by who makes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from attrib.corpora import AnnotatedArticle
from attrib.evaluation.scores import Floats, ratio
from attrib.sources.linking import UNKNOWN

POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
PUNCTUATION = re.compile(r"[\W_]+")
NAMELESS = (UNKNOWN, "unspecified")  # how gold calls a voice that the article does not name


def normalize_name(name: str) -> str:
    """Return a name as it is compared: without case, leading "the", possessive or punctuation.

    A voice that the article does not name is "unknown", in whichever word of `NAMELESS`.
    """
    bare = APOSTROPHE.sub("", POSSESSIVE.sub("", name.strip().casefold()))
    words = PUNCTUATION.sub(" ", bare).strip().removeprefix("the ")
    return UNKNOWN if words in NAMELESS else words


def is_named(speaker: str) -> bool:
    """Whether a speaker is somebody, and not a voice that the article leaves unknown."""
    return normalize_name(speaker) not in ("", UNKNOWN)


def speaker_of(annotated: AnnotatedArticle, id: str) -> str:
    """Return the normalized name of who makes an attribution, "unknown" where none is given."""
    return normalize_name(annotated.speakers.get(id, UNKNOWN))


def b_cubed_sums(gold: Sequence[str], found: Sequence[str]) -> Floats:
    """Sum the precisions and the recalls of items, and count them: shape (3,).

    Items with equal names are a cluster (B³, Bagga and Baldwin 1998, "Algorithms for Scoring
    Coreference Chains"). An item's precision is the share of its found cluster that belongs to its
    gold cluster, its recall the share of its gold cluster that is in its found cluster.
    """
    in_gold, in_found = Counter(gold), Counter(found)
    sums = np.array([0.0, 0.0, len(gold)])
    for (ours, theirs), n in Counter(zip(gold, found, strict=True)).items():
        # Each of the n has n of its cluster right.
        sums[:2] += n * n / in_found[theirs], n * n / in_gold[ours]
    return sums


def b_cubed_precision(sums: Floats) -> Floats:
    """Mean precision, of sums of shape (…, 3) as `b_cubed_sums` gives them."""
    return ratio(sums[..., 0], sums[..., 2])


def b_cubed_recall(sums: Floats) -> Floats:
    """Mean recall, of sums of shape (…, 3) as `b_cubed_sums` gives them."""
    return ratio(sums[..., 1], sums[..., 2])


def b_cubed_f1(sums: Floats) -> Floats:
    """The harmonic mean of both, of sums of shape (…, 3) as `b_cubed_sums` gives them."""
    return ratio(2 * sums[..., 0] * sums[..., 1], (sums[..., 0] + sums[..., 1]) * sums[..., 2])
