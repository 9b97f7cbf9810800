"""Truth discovery: from who claims what to how far each value and each source is believed.

All methods read `Votes` and are used as scikit-learn's estimators are: parameters to the
constructor, `fit`, and what was learned in attributes that end in an underscore. A method is a
subclass of `Method` in a file of its own and a line of `METHODS`. What they learn is agreement
between sources, however it came about: sources that copy each other look right.
"""

from collections.abc import Callable, Mapping

from attrib.credibility.bayes import Bayes
from attrib.credibility.crh import CRH
from attrib.credibility.dawid_skene import DawidSkene, OneCoinDawidSkene
from attrib.credibility.habits import STRENGTH, Standpoint
from attrib.credibility.investment import Investment, PooledInvestment
from attrib.credibility.majority_vote import MajorityVote
from attrib.credibility.method import Iterative, Method
from attrib.credibility.sums import AverageLog, Sums
from attrib.credibility.testimony import NEITHER, Testimony
from attrib.credibility.truth_finder import TruthFinder
from attrib.credibility.votes import Votes

METHODS: Mapping[str, Callable[[], Method]] = {
    "majority_vote": MajorityVote,
    "sums": Sums,
    "average_log": AverageLog,
    "investment": Investment,
    "pooled_investment": PooledInvestment,
    "truth_finder": TruthFinder,
    "crh": CRH,
    "one_coin_dawid_skene": OneCoinDawidSkene,
    "dawid_skene": DawidSkene,
    "bayes": Bayes,
}

__all__ = [
    "CRH",
    "METHODS",
    "NEITHER",
    "STRENGTH",
    "AverageLog",
    "Bayes",
    "DawidSkene",
    "Investment",
    "Iterative",
    "MajorityVote",
    "Method",
    "OneCoinDawidSkene",
    "PooledInvestment",
    "Standpoint",
    "Sums",
    "Testimony",
    "TruthFinder",
    "Votes",
]
