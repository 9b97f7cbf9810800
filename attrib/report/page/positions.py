"""Propositions with every source's stance, and what is contested with both of its sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Kind, Proposition, Stance, Status
from attrib.report import wording
from attrib.report.collection import Findings
from attrib.report.collection.contests import Contest
from attrib.report.collection.names import put
from attrib.report.collection.overview import say_support
from attrib.report.page.sides import Context, Facing
from attrib.report.page.voices import Voice

SIGNS = {Stance.ASSERTS: "+", Stance.DENIES: "−", Stance.UNCOMMITTED: "?"}
CITED = 6  # claims of a source on a proposition that are linked at most


@dataclass(frozen=True, slots=True)
class Stand:
    """A source's stances on a proposition, and the claims (id, number) by which it takes them."""

    signs: str
    stances: tuple[Stance, ...]
    claims: tuple[tuple[str, int], ...]
    interested: bool


@dataclass(frozen=True, slots=True)
class PropositionRow:
    """A proposition; `stands` has one for each source of the table, or None.

    `starts` says whether another issue begins, `standing` how its claims stand, `disputed` whether
    anybody stands for or against it beside the first, so that its support is of interest.
    """

    id: str
    text: str
    kind: Kind
    standing: str
    support: str
    disputed: bool
    stands: tuple[Stand | None, ...]
    sources: tuple[int, ...]
    claims: tuple[int, ...]
    starts: bool


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes a side in a contest, how ("reported by"), on what, and in which words first."""

    how: str
    stance: Stance
    voices: tuple[Voice, ...]
    more: int
    words: str
    where: str
    proposition: str


@dataclass(frozen=True, slots=True)
class ContestView:
    """A contested proposition with its sides, and the surest contradiction within it, if any."""

    anchor: str
    text: str
    proposition: str
    kind: Kind
    support: str
    voices: int
    parties: tuple[Party, ...]
    more: int
    facing: Facing | None
    sources: tuple[int, ...]
    claims: tuple[int, ...]
    percent: int


def tabulate_positions(
    context: Context, propositions: Iterable[Proposition], columns: Sequence[str]
) -> tuple[PropositionRow, ...]:
    """Return a row for each proposition, with the stances of the sources (ids) in `columns`."""
    rows: list[PropositionRow] = []
    issue = None
    for proposition in propositions:
        starts = issue is not None and proposition.issue != issue
        rows.append(_row(context, proposition, columns, starts=starts))
        issue = proposition.issue
    return tuple(rows)


def by_issue(findings: Findings) -> list[Proposition]:
    """Return the propositions, issue by issue, those with most positions first."""
    issues: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in findings.assessment.propositions:
        issues[proposition.issue].append(proposition)
    ordered = sorted(issues.values(), key=lambda ones: -sum(len(one.positions) for one in ones))
    return [proposition for ones in ordered for proposition in ones]


def view_contest(
    context: Context,
    contest: Contest,
    facing: Facing | None,
    *,
    anchor: str,
    named: int,
    rivals: int,
    limit: int | None = None,
) -> ContestView:
    """Lay out who stands where; at most `named` sources a side and so many `rivals`."""
    proposition = contest.proposition
    issue = [proposition, *(rival for rival, _ in contest.rivals)]
    positions = [position for one in issue for position in one.positions]
    parties = [_party(context, contest, "reported by", Stance.ASSERTS, named, limit)]
    if contest.deniers:
        parties.append(_party(context, contest, "denied by", Stance.DENIES, named, limit))
    for rival, sources in contest.rivals[:rivals]:
        parties.append(_rival(context, rival, sources, named, limit))
    voices = (context.voices[position.source].number for position in positions)
    claims = (context.numbers[claim] for position in positions for claim in position.claims)
    return ContestView(
        anchor=anchor,
        text=put(proposition, limit=limit),
        proposition=proposition.id,
        kind=proposition.kind,
        support=say_support(context.findings, proposition),
        voices=contest.voices,
        parties=tuple(parties),
        more=max(len(contest.rivals) - rivals, 0),
        facing=facing,
        sources=tuple(dict.fromkeys(voices)),
        claims=tuple(claims),
        percent=facing.percent if facing else 0,
    )


def _row(
    context: Context, proposition: Proposition, columns: Sequence[str], *, starts: bool
) -> PropositionRow:
    stands = _stands(context, proposition)
    claims = [claim for position in proposition.positions for claim in position.claims]
    standings = context.findings.standings
    statuses = dict.fromkeys(standings[id].status for id in claims if id in standings)
    numbers = {context.voices[position.source].number for position in proposition.positions}
    return PropositionRow(
        id=proposition.id,
        text=put(proposition),
        kind=proposition.kind,
        standing=", ".join(statuses) or "no stand to compare",
        support=say_support(context.findings, proposition),
        disputed=bool(statuses.keys() - {Status.SINGLE_SOURCE}),
        stands=tuple(stands.get(id) for id in columns),
        sources=tuple(sorted(numbers)),
        claims=tuple(context.numbers[id] for id in claims),
        starts=starts,
    )


def _stands(context: Context, proposition: Proposition) -> Mapping[str, Stand]:
    found: dict[str, Stand] = {}
    for source in dict.fromkeys(position.source for position in proposition.positions):
        own = [position for position in proposition.positions if position.source == source]
        stances = tuple(dict.fromkeys(position.stance for position in own))
        claims = [claim for position in own for claim in position.claims][:CITED]
        found[source] = Stand(
            signs="".join(SIGNS[stance] for stance in stances),
            stances=stances,
            claims=tuple((wording.one_line(id), context.numbers[id]) for id in claims),
            interested=any(position.interested for position in own),
        )
    return found


def _party(
    context: Context, contest: Contest, how: str, stance: Stance, named: int, limit: int | None
) -> Party:
    sources = contest.reporters if stance is Stance.ASSERTS else contest.deniers
    claim = context.findings.claims[contest.claim(sources[0], stance)]
    article = context.findings.collection.article_of[claim.id]
    return Party(
        how=how,
        stance=stance,
        voices=tuple(context.voices[id] for id in sources[:named]),
        more=max(len(sources) - named, 0),
        words=wording.quotation(article, claim, limit=limit),
        where=context.where(claim),
        proposition="",
    )


def _rival(
    context: Context, rival: Proposition, sources: Sequence[str], named: int, limit: int | None
) -> Party:
    return Party(
        how="otherwise",
        stance=Stance.ASSERTS,
        voices=tuple(context.voices[id] for id in sources[:named]),
        more=max(len(sources) - named, 0),
        words=put(rival, limit=limit),
        where="",
        proposition=rival.id,
    )
