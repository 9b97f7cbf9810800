"""Claims and verdicts → propositions: what is asserted and denied, and by whom.

That two claims speak of one proposition follows from their verdict and their stances. Whoever
asserts p is contradicted by whoever denies p, and corroborated by whoever asserts it; whoever
asserts p is contradicted by whoever asserts something that excludes p. So two claims are of one
proposition where they contradict each other or take the same stance, but not both; otherwise, and
where one updates the other, they are of two propositions of one issue.

Such ties are seldom all in agreement. Claims are grouped as signed graphs are by agglomeration
(Bailoni et al. 2022, GASP, after the greedy edge contraction of Keuper et al. 2015): again and
again the two groups are joined whose claims are tied best on average, a tie of two propositions
counting below nought and a pair without a verdict for nought. So one mistaken tie joins no two
groups, as it would if the surest tie alone decided.
"""

from __future__ import annotations

import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrib.records import (
    Claim,
    Kind,
    Position,
    Proposition,
    Relation,
    Source,
    SourceKind,
    Stance,
    Verdict,
)

# Mean ties, in 0–1, from which groups are joined. On authored articles the contradictions that
# follow from propositions are then about as often right as the verdicts themselves.
ONE_PROPOSITION = 0.2
ONE_ISSUE = 0.3
# A tie from which two propositions exclude each other: of contradictions in real news (annotated
# articles of the training part) six of ten are right above it, and one of three below.
EXCLUSIVE = 0.6
MAX_ISSUE = 12  # propositions; what excludes a dozen others is mostly mistaken for them
TYING = (Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UPDATES)

Ties = Mapping[tuple[str, str], float]  # in -1–1 by two ids, the lesser first


def cluster_claims(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], sources: Sequence[Source]
) -> tuple[Proposition, ...]:
    """Return what the claims assert or deny, each claim in one proposition.

    Propositions and issues are in the order of their first claims, with the ids P1, P2, … and
    I1, I2, …; a proposition's positions likewise. A claim that no verdict ties to another has a
    proposition of its own, and so has one that takes no stand. Of one source no claim is put
    against another unless a verdict says that the two contradict each other. An origin is the
    source itself: `collapse_origins` finds who is heard through whom. `support` is None.

    The order of the claims decides nothing but the order of what is returned, and which words
    are the first for a proposition.
    """
    ties = _tie(claims, verdicts)
    groups = _group(claims, ties, sources)
    issues = _number_issues(groups, ties)
    kinds = _count_kinds(verdicts, groups, issues)
    sure = _find_surest(groups, issues, ties)
    return tuple(
        Proposition(
            id=f"P{n + 1}",
            issue=f"I{issues[n] + 1}",
            text=_text(group),
            kind=_kind(group, kinds[n]),
            positions=tuple(_positions(group, sure)),
        )
        for n, group in enumerate(groups)
    )


def are_one(relation: Relation, a: Claim, b: Claim) -> bool:
    """Whether two claims that contradict or corroborate each other are of one proposition."""
    return (relation is Relation.CONTRADICTS) is not (a.stance is b.stance)


def _tie(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> dict[tuple[str, str], float]:
    """Return ties above nought between claims of one proposition, below it of one issue."""
    by_id = {claim.id: claim for claim in claims if claim.stance is not Stance.UNCOMMITTED}
    ties: dict[tuple[str, str], float] = {}
    for verdict in verdicts:
        a, b = by_id.get(verdict.a), by_id.get(verdict.b)
        if a and b and verdict.relation in TYING:
            one = verdict.relation is not Relation.UPDATES and are_one(verdict.relation, a, b)
            ties[_pair(a.id, b.id)] = verdict.probability if one else -verdict.probability
    for a, b in _twins(claims):
        ties[_pair(a.id, b.id)] = 1.0
    return ties


def _twins(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield the pairs of claims that are one joint statement."""
    joint: dict[tuple[str, Stance], list[Claim]] = defaultdict(list)
    for claim in claims:
        joint[claim.attribution.id, claim.stance].append(claim)
    for made in joint.values():
        yield from itertools.combinations(made, 2)


def _group(
    claims: Sequence[Claim], ties: Ties, sources: Sequence[Source]
) -> list[tuple[Claim, ...]]:
    """Return the claims of each proposition, in order."""
    by_id = {claim.id: claim for claim in claims}
    known = {source.id for source in sources if source.kind is not SourceKind.UNKNOWN}

    def may_join(mine: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether no known voice is set against itself, unless a verdict sets it so."""
        ours, others = (_stances(by_id[id] for id in ids) for ids in (mine, theirs))
        split = {s for s in ours.keys() & others & known if ours[s].isdisjoint(others[s])}
        return not split or split <= {
            by_id[a].source
            for a, b in itertools.product(mine, theirs)
            if by_id[a].source == by_id[b].source and ties.get(_pair(a, b), 0.0) > 0
        }

    groups = _join(by_id, ties, least=ONE_PROPOSITION, may_join=may_join)
    order = {id: n for n, id in enumerate(by_id)}
    placed = sorted(sorted(order[id] for id in group) for group in groups)
    return [tuple(claims[n] for n in group) for group in placed]


def _stances(claims: Iterable[Claim]) -> dict[str, set[Stance]]:
    stances: dict[str, set[Stance]] = defaultdict(set)
    for claim in claims:
        stances[claim.source].add(claim.stance)
    return stances


def _number_issues(groups: Sequence[Sequence[Claim]], ties: Ties) -> list[int]:
    """Return the number of each proposition's issue, from 0 in order.

    Two propositions are tied as the strongest tie of their claims says, if it is strong enough.
    What excludes one member only need not exclude the others, so a chain of contradictions is cut
    into pieces.
    """
    keys = [min(claim.id for claim in group) for group in groups]
    key_of = {claim.id: key for key, group in zip(keys, groups, strict=True) for claim in group}
    strongest: dict[tuple[str, str], float] = defaultdict(float)
    for (a, b), tie in ties.items():
        if (pair := _pair(key_of[a], key_of[b]))[0] != pair[1]:
            strongest[pair] = max(strongest[pair], -tie, key=lambda one: (abs(one), one))
    issues = _join(
        keys,
        {pair: tie for pair, tie in strongest.items() if abs(tie) >= EXCLUSIVE},
        least=ONE_ISSUE,
        may_join=lambda mine, theirs: len(mine) + len(theirs) <= MAX_ISSUE,
    )
    issue_of = {key: n for n, issue in enumerate(issues) for key in issue}
    numbers = {issue: n for n, issue in enumerate(dict.fromkeys(issue_of[key] for key in keys))}
    return [numbers[issue_of[key]] for key in keys]


class _Groups:
    """Groups of ids, each called by its least, and the sums of the ties between any two."""

    def __init__(self, ids: Iterable[str], ties: Ties) -> None:
        self.members = {id: [id] for id in ids}
        self.sums: dict[str, dict[str, float]] = {id: {} for id in self.members}
        # Sorted, since sums of floats depend on their order.
        for (a, b), tie in sorted(ties.items()):
            self.sums[a][b] = self.sums[b][a] = tie

    def mean(self, a: str, b: str) -> float | None:
        """Return the mean tie of two groups, or None where they are not tied, or one is gone."""
        if b not in self.sums.get(a, ()):
            return None
        return self.sums[a][b] / (len(self.members[a]) * len(self.members[b]))

    def join(self, a: str, b: str) -> None:
        """Let the group `b` go into `a`."""
        self.members[a] += self.members.pop(b)
        for other, tie in self.sums.pop(b).items():
            del self.sums[other][b]
            if other != a:
                both = self.sums[a].get(other, 0.0) + tie
                self.sums[a][other] = self.sums[other][a] = both


def _join(
    ids: Iterable[str],
    ties: Ties,
    *,
    least: float,
    may_join: Callable[[Sequence[str], Sequence[str]], bool],
) -> list[list[str]]:
    """Join the two groups with the greatest mean tie until it is below `least`.

    Two groups that `may_join` keeps apart are asked about again when either has grown.
    """
    groups = _Groups(ids, ties)
    queue = [(-tie, a, b) for (a, b), tie in ties.items() if tie >= least]
    heapq.heapify(queue)
    while queue:
        mean, a, b = heapq.heappop(queue)
        if groups.mean(a, b) != -mean or not may_join(groups.members[a], groups.members[b]):
            continue  # one of them has grown since, or they are kept apart
        groups.join(a, b)
        for other in groups.sums[a]:
            tie = groups.mean(a, other)
            if tie is not None and tie >= least:
                heapq.heappush(queue, (-tie, *_pair(a, other)))
    return list(groups.members.values())


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _count_kinds(
    verdicts: Sequence[Verdict], groups: Sequence[Sequence[Claim]], issues: Sequence[int]
) -> list[Counter[Kind]]:
    """Count for each proposition the kinds of the verdicts that touch it within its issue."""
    group_of = {claim.id: n for n, group in enumerate(groups) for claim in group}
    kinds: list[Counter[Kind]] = [Counter() for _ in groups]
    for verdict in verdicts:
        touched = {group_of[id] for id in (verdict.a, verdict.b) if id in group_of}
        if verdict.kind and verdict.relation in TYING and len({issues[n] for n in touched}) == 1:
            for n in touched:
                kinds[n][verdict.kind] += 1
    return kinds


def _kind(group: Sequence[Claim], counted: Counter[Kind]) -> Kind:
    """Return the commonest kind, of several the first in the order of the labels."""
    if counted:
        return max(Kind, key=counted.__getitem__)
    return Kind.NUMBER if any(claim.quantities for claim in group) else Kind.FACT


def _text(group: Sequence[Claim]) -> str:
    """Return how the proposition is put by who asserts it first, else by who denies it first."""
    first = min(group, key=lambda claim: claim.stance is not Stance.ASSERTS)
    return first.standalone[0] if first.standalone else first.proposition


def _find_surest(
    groups: Sequence[Sequence[Claim]], issues: Sequence[int], ties: Ties
) -> dict[str, float]:
    """Map each claim to the greatest tie of its statement to what others say within its issue.

    It says how sure it is that the statement and the others are about one matter, whether they
    agree or not. A statement that nothing is tied to is about its own: 1.
    """
    home = {
        claim.id: (issue, claim.attribution.id, claim.source)
        for issue, group in zip(issues, groups, strict=True)
        for claim in group
    }
    sure: dict[tuple[int, str], float] = {}
    for (a, b), tie in ties.items():
        (issue, mine, me), (other_issue, theirs, them) = home[a], home[b]
        if issue == other_issue and mine != theirs and me != them:
            for statement in (mine, theirs):
                sure[issue, statement] = max(sure.get((issue, statement), 0.0), abs(tie))
    return {id: sure.get((issue, statement), 1.0) for id, (issue, statement, _) in home.items()}


def _positions(group: Sequence[Claim], sure: Mapping[str, float]) -> Iterator[Position]:
    """Yield one position a source and stance, in the order of their first claims."""
    taken: dict[tuple[str, Stance], list[Claim]] = defaultdict(list)
    for claim in group:
        taken[claim.source, claim.stance].append(claim)
    for (source, stance), claims in taken.items():
        ids = tuple(claim.id for claim in claims)
        weight = max(sure[claim.id] for claim in claims)
        yield Position(source, stance, ids, weight, origin=source)
