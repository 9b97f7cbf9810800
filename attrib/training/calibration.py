"""Held-back logits → the temperature that makes a network's probabilities mean what they say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp

from attrib.corpora import NLIExample
from attrib.networks import LABELS, TEMPERATURE, NLINetwork
from attrib.training.examples import IGNORED

COLDEST, HOTTEST = 0.25, 4.0
FEWEST = 50  # answers; on fewer the temperature would be chance

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def fit_temperature(logits: Floats, possible: Mask, among: Mask) -> float:
    """Return the temperature of least negative log likelihood (Guo et al. 2017).

    All three have shape (answers, labels); `possible` marks the right labels, `among` those that
    the data tell apart. It lies in 0.25–4, and is 1 where there are fewer than 50 answers.
    """
    if len(logits) < FEWEST:
        return 1.0

    def loss(log_temperature: float) -> float:
        scaled = np.where(among, logits / np.exp(log_temperature), -np.inf)
        right = logsumexp(np.where(possible, scaled, -np.inf), axis=-1)
        return float(np.mean(logsumexp(scaled, axis=-1) - right))

    found = minimize_scalar(loss, bounds=(np.log(COLDEST), np.log(HOTTEST)), method="bounded")
    return round(float(np.exp(found.x)), 4)


def answers_of(predictions: Any, targets: Any) -> tuple[Floats, Mask, Mask]:
    """Return logits, possible and among, each of shape (answers, labels).

    `targets` are possible and among of pairs, or the label of each token; a token that does not
    count is no answer.
    """
    logits = np.asarray(predictions, dtype=np.float64)
    if isinstance(targets, tuple):
        possible, among = (np.asarray(target, dtype=bool) for target in targets)
        return logits, possible, among
    labels = np.asarray(targets)
    counted = labels != IGNORED
    logits, labels = logits[counted], labels[counted]
    possible = np.arange(logits.shape[-1]) == labels[:, None]
    return logits, possible, np.ones_like(possible)


def recalibrate(folder: Path, examples: Sequence[NLIExample]) -> float:
    """Fit a judge's temperature anew on `examples` and store it; return it.

    For data that none of a network's runs has seen: what one run holds back, an earlier one may
    have been trained on, and then the network seems surer of it with right.
    """
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    judged = NLINetwork(folder).judge([example.pair for example in examples])
    logits = np.log([astuple(judgement) for judgement in judged]) * config.get(TEMPERATURE, 1.0)
    possible = np.array([[label in e.possible for label in LABELS["nli"]] for e in examples])
    config[TEMPERATURE] = fit_temperature(logits, possible, np.ones_like(possible))
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return float(config[TEMPERATURE])
