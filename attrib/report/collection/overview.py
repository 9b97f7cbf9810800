"""What was read, what was given, and how the claims stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from attrib.records import Proposition, Relation, Stance, Status
from attrib.report import wording
from attrib.report.collection.contests import Contest, find_contests
from attrib.report.collection.findings import Findings
from attrib.report.collection.names import cite, label, listed, name_all, put

CONTESTS = 8  # shown at most
RIVALS = 3  # other accounts of a contest
_LINES = 2  # a proposition is cut at about so many
CAREFUL = "This compares what sources are quoted as saying; it does not check what happened."
TERMS = (
    "corroborated: another independent source says the same. contested: another source denies it"
    " or says what excludes it. superseded: a later report updates it."
)
SUPPORT = (
    "support (0 to 1): how far the sources bear it out, the independent voices weighed against"
    " each other. undetermined: they cannot decide it."
)
_CERTAIN = {"1.00": "over 0.99", "0.00": "under 0.01"}
_PROPOSAL = "Grades are proposals from the words alone, on the scheme “{}”: "


def render_header(findings: Findings) -> list[RenderableType]:
    """Return what was read and what the user gave."""
    lines: list[RenderableType] = [
        Text(say_scope(findings), style="bold"),
        Text(count_claims(findings)),
    ]
    lines.append(Text(CAREFUL, style="dim"))
    if given := "; ".join(list_given(findings)):
        lines.append(Text(f"Taken as given: {given}."))
    return lines


def render_claims(findings: Findings) -> list[RenderableType]:
    """Return how many claims stand how, and the propositions that most voices dispute."""
    parts = [Text(), wording.heading("Claims"), Text(count_standings(findings)), Text(TERMS, "dim")]
    contests = find_contests(findings)
    if not contests:
        return [*parts, Text("No claim is found to be contested.")]
    some = f"the {CONTESTS} with most voices" if len(contests) > CONTESTS else "most voices first"
    matters = wording.count(len(contests), "matter is", "matters are")
    parts += [Text(), Text(f"{matters} contested, {some}:"), Text(SUPPORT, "dim")]
    for number, contest in enumerate(contests[:CONTESTS], start=1):
        parts += [Text(), _contest(findings, number, contest)]
    return parts + _meanings(findings)


def say_scope(findings: Findings) -> str:
    """Return how much was read, and from when it is."""
    articles = findings.collection.articles
    outlets = {article.outlet for article in articles if article.outlet}
    parts = [wording.count(len(articles), "article", "articles")]
    if outlets:
        parts.append(wording.count(len(outlets), "outlet", "outlets"))
    if findings.days:
        first, last = min(findings.days.values()), max(findings.days.values())
        parts.append(f"{first}" if first == last else f"{first} to {last}")
    undated = len(articles) - len(findings.days)
    if undated:
        parts.append(f"{undated} without a day" if findings.days else "undated")
    return " · ".join(parts)


def count_claims(findings: Findings) -> str:
    """Return how many sources, claims and related pairs there are."""
    speaking = sum(bool(findings.spread(id)) for id in findings.sources)
    sources = wording.count(speaking, "source makes", "sources make")
    claims = wording.count(len(findings.claims), "claim", "claims")
    found = Counter(verdict.relation for verdict in findings.collection.verdicts)
    against, along = found[Relation.CONTRADICTS], found[Relation.CORROBORATES]
    pairs = wording.count(
        against, "pair of statements contradicts", "pairs of statements contradict"
    )
    others = wording.count(along, "pair corroborates", "pairs corroborate")
    return f"{sources} {claims}; {pairs} each other, {others} each other."


def list_given(findings: Findings) -> Iterator[str]:
    """Yield what the user said beforehand."""
    given = findings.given
    if given.facts:
        held = sum(fact.holds for fact in given.facts)
        facts = wording.count(len(given.facts), "claim", "claims")
        yield f"what you say of {facts} ({held} found to hold, {len(given.facts) - held} not to)"
    if given.priors:
        yield f"how reliable you hold {name_all(findings, list(given.priors))} to be"
    if given.discount_interested:
        yield "a source that speaks of its own act is no voice about it"


def count_standings(findings: Findings) -> str:
    """Return how many claims stand how."""
    counts = Counter(standing.status for standing in findings.assessment.standings)
    parts = [f"{counts[status]} {status}" for status in Status]
    if silent := len(findings.claims) - counts.total():
        parts.append(f"{silent} without a stand to compare")
    return f"Of {wording.count(len(findings.claims), 'claim', 'claims')}: {', '.join(parts)}."


def _contest(findings: Findings, number: int, contest: Contest) -> RenderableType:
    def build(width: int) -> RenderableType:
        proposition = contest.proposition
        limit = _LINES * width
        head = Text.assemble((f"{number}. {put(proposition, limit=limit)}", "bold"))
        head.append(f" ({proposition.id}, {proposition.kind})", "dim")
        lines = _side(findings, "reported by", contest, Stance.ASSERTS, limit)
        if contest.deniers:
            lines += _side(findings, "denied by", contest, Stance.DENIES, limit)
        for rival, sources in contest.rivals[:RIVALS]:
            line = Text("otherwise ").append_text(name_all(findings, sources))
            lines.append(
                line.append(f": {put(rival, limit=limit)}").append(f" ({rival.id})", "dim")
            )
        if (more := len(contest.rivals) - RIVALS) > 0:
            lines.append(Text(f"and {wording.count(more, 'other account', 'other accounts')}"))
        lines.append(Text(say_support(findings, proposition)))
        return Group(head, Padding(Group(*lines), (0, 0, 0, 3), expand=False))

    return wording.Fluid(build)


def say_support(findings: Findings, proposition: Proposition) -> str:
    """Return how far a proposition is borne out, never as a certainty unless the user gave it."""
    own = {claim for position in proposition.positions for claim in position.claims}
    for fact in findings.given.facts:
        if fact.claim in own:
            return f"as you say, it {'holds' if fact.holds else 'does not hold'}"
    if proposition.support is None:
        return "undetermined"
    figure = f"{proposition.support:.2f}"
    return f"support {_CERTAIN.get(figure, figure)}"


def _side(
    findings: Findings, verb: str, contest: Contest, stance: Stance, limit: int
) -> list[RenderableType]:
    """Return who takes a stance, and the words of whoever does first."""
    sources = contest.reporters if stance is Stance.ASSERTS else contest.deniers
    claims = [contest.claim(source, stance) for source in sources]
    known = put(contest.proposition, limit=limit)
    words = cite(findings, claims[0], limit=limit, known=known)
    who = _graded(findings, sources, [findings.standings[claim].grade for claim in claims])
    return [
        Text(f"{verb} ").append_text(who),
        Padding(words, (0, 0, 0, 2), expand=False),
    ]


def _graded(findings: Findings, sources: Sequence[str], grades: Sequence[str | None]) -> Text:
    """Return the sources with the grades of what they say, one that all share once."""
    if len(set(grades)) > 1:
        both = zip(sources, grades, strict=True)
        return listed([label(findings, source, grade=grade) for source, grade in both])
    return name_all(findings, sources).append(f" (graded {grades[0]})" if grades[0] else "")


def _meanings(findings: Findings) -> list[RenderableType]:
    given = findings.given
    if not given.scheme:
        return []
    meanings = "; ".join(f"{grade}: {meaning}" for grade, meaning in given.meanings.items())
    return [Text(), Text(f"{_PROPOSAL.format(given.scheme)}{meanings}.", style="dim")]
