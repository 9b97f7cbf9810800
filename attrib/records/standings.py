"""What the verdicts say of claims and of sources."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.records.labels import Kind, Stance, Status


@dataclass(frozen=True, slots=True)
class Position:
    """A source's stand on a proposition, and the ids of the claims by which it takes it.

    `weight`, in 0–1, is how sure it is that they are about one matter with what others claim, or 1
    where nobody else does. `origin` is the id of the source that is heard through this one, mostly
    its own: positions of one origin are one voice. `interested` is a source that speaks of its
    own act.
    """

    source: str
    stance: Stance
    claims: tuple[str, ...]
    weight: float
    origin: str
    interested: bool = False


@dataclass(frozen=True, slots=True)
class Proposition:
    """One thing that claims assert or deny, with every source's position on it.

    Of the propositions of one `issue` at most one can hold. `text` is how it is first put.
    `support`, in 0–1, is how far the sources bear it out, or None where they cannot decide it.
    """

    id: str
    issue: str
    text: str
    kind: Kind
    positions: tuple[Position, ...]
    support: float | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands among the others.

    `supported_by` and `contested_by` are the other sources that side with it and against it, one
    for each independent voice; `superseded_by` is the id of a later claim that updates it.
    `grade` is a proposal on the scheme that was asked for.
    """

    claim: str
    proposition: str
    status: Status
    supported_by: tuple[str, ...] = ()
    contested_by: tuple[str, ...] = ()
    superseded_by: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Credibility:
    """What the verdicts say of one source.

    `n` counts the other sources it was compared with; `mean`, `low`, `high` (a 90 % interval) and
    `majority` (the share of those that side with it) are in 0–1, or None where too little is known.
    """

    source: str
    mean: float | None
    low: float | None
    high: float | None
    n: int
    majority: float | None


@dataclass(frozen=True, slots=True)
class KindCredibility:
    """A source's credibility in claims of one kind; `n` is how many propositions it rests on."""

    source: str
    kind: Kind
    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Influence:
    """How far a source's position on a proposition moves its mean, up or down, in -1–1."""

    source: str
    proposition: str
    effect: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How often two sources contradict and corroborate each other."""

    a: str
    b: str
    contradicts: int
    corroborates: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known on a day (ISO): each source's credibility from the claims up to then."""

    date: str
    credibility: tuple[Credibility, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """What an outlet carries: whose claims, how they stand, and how it compares with others.

    `claims` have a standing; of them `corroborated` and `contested` are so. `credibility` compares
    what the outlet carries of a proposition, unless it carries both sides, with what others do.
    """

    name: str
    articles: int
    claims: int
    corroborated: int
    contested: int
    credibility: Credibility


@dataclass(frozen=True, slots=True)
class Assessment:
    """What claims and verdicts say of each other and of the sources.

    `credibility` and `grades` (None, or a source's grade on the scheme asked for) are in the order
    of the sources. `cells` holds the pairs of sources with any count, each once; a source that
    contradicts itself is paired with itself. `influences` are sorted by source, the strongest
    first.
    """

    propositions: tuple[Proposition, ...]
    standings: tuple[Standing, ...]
    cells: tuple[Cell, ...]
    credibility: tuple[Credibility, ...]
    by_kind: tuple[KindCredibility, ...]
    influences: tuple[Influence, ...]
    grades: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CredibilityMatrix:
    """Counts of verdicts between sources: square, symmetric, in the order of `sources`."""

    sources: tuple[str, ...]
    contradicts: tuple[tuple[int, ...], ...]
    corroborates: tuple[tuple[int, ...], ...]
    credibility: tuple[Credibility, ...]
