"""The series: the days shown, what was known on each, and where it ends."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from conftest import make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.matrix import NOTHING, Known, assess, follow
from attrib.records import (
    Assessment,
    Claim,
    Credibility,
    Fact,
    Kind,
    Moment,
    Prior,
    Relation,
    Stance,
    Verdict,
)

AGAINST, WITH, UPDATES = Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UPDATES


class Story:
    """Claims C1, C2, … by the letters of `speakers`, with verdicts between their numbers."""

    def __init__(self, speakers: str, *verdicts: tuple[int, int, Relation]) -> None:
        self.claims = [make_claim(f"C{n}", source=s) for n, s in enumerate(speakers, start=1)]
        self.sources = [make_source(letter) for letter in sorted(set(speakers))]
        self.verdicts = [
            Verdict(f"C{a}", f"C{b}", relation, Kind.FACT, 0.9) for a, b, relation in verdicts
        ]

    def assess(self, known: Known = NOTHING, *, of: Sequence[Claim] | None = None) -> Assessment:
        claims = self.claims if of is None else of
        ids = {claim.id for claim in claims}
        verdicts = [one for one in self.verdicts if {one.a, one.b} <= ids]
        return assess(self.sources, claims, verdicts, known=known)

    def follow(self, days: Mapping[int, int], known: Known = NOTHING) -> tuple[Moment, ...]:
        """Follow the claims (numbers) from the days (of March 2031) on which they came."""
        dates = {f"C{n}": day(d) for n, d in days.items()}
        return follow(self.assess(known), self.sources, dates, known=known)


def day(number: int) -> datetime.date:
    return datetime.date(2031, 3, 1) + datetime.timedelta(days=number - 1)


def days_of(series: Sequence[Moment]) -> list[int]:
    return [(datetime.date.fromisoformat(one.date) - day(1)).days + 1 for one in series]


def judged(moment: Moment, source: str) -> Credibility:
    (found,) = (one for one in moment.credibility if one.source == source)
    return found


# a, b and c say the same on days 1, 2 and 3; d is against all of them on day 4.
GROWING = Story(
    "abcd", (1, 2, WITH), (1, 3, WITH), (2, 3, WITH), *((n, 4, AGAINST) for n in (1, 2, 3))
)


# Days


def test_each_day_of_a_claim_is_a_moment() -> None:
    series = GROWING.follow({1: 1, 2: 4, 3: 9, 4: 9})
    assert [one.date for one in series] == ["2031-03-01", "2031-03-04", "2031-03-09"]
    assert all([c.source for c in one.credibility] == ["a", "b", "c", "d"] for one in series)


@pytest.mark.parametrize("days", [{}, {1: 3}, {1: 3, 2: 3, 3: 3, 4: 3}])
def test_less_than_two_days_are_no_series(days: Mapping[int, int]) -> None:
    assert GROWING.follow(days) == ()


def test_twelve_days_are_shown_and_of_thirteen_one_is_left_out() -> None:
    story = Story("ab" * 13)
    assert days_of(story.follow({n: n for n in range(1, 13)})) == list(range(1, 13))
    # Of 13 claims, one a day, the moments come after ⌊13 n / 12⌋ of them.
    assert days_of(story.follow({n: n for n in range(1, 14)})) == [*range(1, 12), 13]


def test_between_moments_there_are_evenly_many_claims() -> None:
    # Two claims on each of 18 days, so that three come to a moment: the days are 2, 3, 5, 6, …
    story = Story("ab" * 18)
    series = story.follow({n: (n + 1) // 2 for n in range(1, 37)})
    assert days_of(series) == [2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]


def test_a_day_with_most_claims_is_one_moment() -> None:
    # 30 of 42 claims on day 1; the twelve fall on it nine times (⌊42 n / 12⌋ ≤ 30 to n = 8).
    story = Story("ab" * 21)
    series = story.follow({n: max(1, n - 29) for n in range(1, 43)})
    assert days_of(series) == [1, 2, 6, 9, 13]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=40))
def test_the_days_are_of_claims_in_order_and_the_last_is_among_them(days: list[int]) -> None:
    story = Story("ab" * 20)
    shown = days_of(story.follow(dict(enumerate(days, start=1))))
    if len(set(days)) < 2:
        assert shown == []
        return
    assert shown == sorted(set(shown)) and set(shown) <= set(days)
    assert len(shown) <= 12 and shown[-1] == max(days)
    if len(set(days)) <= 12:
        assert shown == sorted(set(days))
    else:
        most = max(Counter(days).values())
        gaps = [sum(a < d <= b for d in days) for a, b in zip([0, *shown], shown, strict=False)]
        assert max(gaps) <= len(days) / 12 + 1 + most


# What is known on a day


def test_voices_come_day_by_day() -> None:
    series = GROWING.follow({1: 1, 2: 2, 3: 3, 4: 4})
    assert [judged(one, "a").n for one in series] == [0, 1, 2, 3]
    assert [judged(one, "d").n for one in series] == [0, 0, 0, 3]
    assert [judged(one, "a").mean is None for one in series] == [True, True, False, False]
    third, fourth = (judged(one, "a").mean for one in series[2:])
    assert third is not None and fourth is not None and third > fourth


def test_the_last_moment_is_the_estimate_of_all() -> None:
    series = GROWING.follow({1: 1, 2: 2, 3: 3, 4: 4})
    assert series[-1].credibility == GROWING.assess().credibility


def test_a_moment_is_the_estimate_of_the_claims_so_far() -> None:
    series = GROWING.follow({1: 1, 2: 2, 3: 3, 4: 4})
    so_far = GROWING.assess(of=GROWING.claims[:3])
    assert series[2].credibility == so_far.credibility


def test_claims_without_a_date_take_no_part() -> None:
    series = GROWING.follow({1: 1, 2: 2, 3: 3})
    assert days_of(series) == [1, 2, 3]
    so_far = GROWING.assess(of=GROWING.claims[:3])
    assert series[-1].credibility == so_far.credibility
    assert judged(series[-1], "d").n == 0


def test_a_position_counts_from_its_first_claim() -> None:
    # C5 is b's second claim of the same, and comes first.
    story = Story("abcdb", (1, 2, WITH), (1, 3, WITH), (1, 5, WITH), (2, 5, WITH), (3, 5, WITH))
    series = story.follow({1: 2, 2: 3, 3: 3, 4: 1, 5: 1})
    assert [judged(one, "a").n for one in series] == [0, 1, 2]


def test_a_later_claim_is_against_an_earlier_one() -> None:
    story = Story("ab", (1, 2, AGAINST))
    series = story.follow({1: 1, 2: 2})
    assert [judged(one, "a").n for one in series] == [0, 1]


def update_story() -> Story:
    """Let a and b give a toll, c another that does not fit, d a new one that updates theirs."""
    return Story(
        "abcd",
        (1, 2, WITH),
        (1, 3, AGAINST),
        (2, 3, AGAINST),
        (1, 4, UPDATES),
        (2, 4, UPDATES),
        (3, 4, AGAINST),
    )


def test_an_update_counts_from_its_own_day() -> None:
    story = update_story()
    assessment = story.assess()
    assert len({one.issue for one in assessment.propositions}) == 1
    assert [one.superseded_by for one in assessment.standings] == ["C4", "C4", None, None]
    series = story.follow({1: 1, 2: 1, 3: 2, 4: 3})
    # On day 2 c is against a; from day 3 nothing is, as a's toll is no rival any more.
    assert [judged(one, "a").n for one in series] == [1, 2, 1]
    assert [judged(one, "c").n for one in series] == [0, 2, 1]


def test_an_update_that_has_no_date_supersedes_nothing() -> None:
    series = update_story().follow({1: 1, 2: 1, 3: 2})
    assert [judged(one, "a").n for one in series] == [1, 2]


def test_what_updates_a_claim_without_a_date_supersedes_nothing() -> None:
    # b says what a does, but d updates a's claim only, of which the day is not known.
    story = Story("abcd", (1, 2, WITH), (2, 3, AGAINST), (1, 4, UPDATES), (3, 4, AGAINST))
    assert [one.superseded_by for one in story.assess().standings] == ["C4", None, None, None]
    series = story.follow({2: 1, 3: 2, 4: 3})
    assert [judged(one, "b").n for one in series] == [0, 1, 2]
    assert [judged(one, "b").n for one in story.follow({1: 1, 2: 1, 3: 2, 4: 3})] == [1, 2, 1]


# What a user knows


def test_a_prior_is_known_from_the_first_day() -> None:
    known = Known(priors={"d": Prior(0.9, 20)})
    series = GROWING.follow({1: 1, 2: 2, 3: 3, 4: 4}, known)
    assert [judged(one, "d").mean for one in series[:3]] == [0.9, 0.9, 0.9]
    last = judged(series[-1], "d").mean
    assert last is not None and last < 0.9
    assert series[-1].credibility == GROWING.assess(known).credibility


def test_a_fact_is_known_from_the_first_day() -> None:
    known = Known(facts=(Fact("C1", False),))  # of what a, b and c say
    series = GROWING.follow({1: 1, 2: 2, 3: 3, 4: 4}, known)
    assert series[-1].credibility == GROWING.assess(known).credibility
    means = [judged(one, "a").mean for one in series]
    plain = [judged(one, "a").mean for one in GROWING.follow({1: 1, 2: 2, 3: 3, 4: 4})]
    assert plain[0] is plain[1] is None and plain[2] is not None
    assert None not in means  # one voice is enough beside a fact
    assert all(mean is not None and mean < plain[2] - 0.1 for mean in means[1:])


def test_a_fact_may_be_about_what_is_said_later() -> None:
    story = Story("abcabc", (1, 2, WITH), (2, 3, WITH), (4, 5, WITH), (5, 6, WITH))
    known = Known(facts=(Fact("C4", True),))
    series = story.follow({1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}, known)
    assert series[-1].credibility == story.assess(known).credibility


def test_parties_are_no_voice_on_any_day_either() -> None:
    claims = [
        make_claim("C1", "Orrava's jets bombed the mill", source="a"),
        make_claim("C2", "Orrava's jets bombed the mill", source="b"),
        make_claim("C3", "its jets bombed the mill", source="c", stance=Stance.DENIES),
        make_claim("C4", "Orrava's jets bombed the mill", source="d"),
    ]
    sources = [make_source(letter) for letter in "abcd"]
    verdicts = [
        Verdict("C1", f"C{n}", r, Kind.DENIAL, 0.9) for n, r in ((2, WITH), (3, AGAINST), (4, WITH))
    ]
    dates = {f"C{n}": day(n) for n in range(1, 5)}
    known = Known(discount_interested=True)
    found = assess(sources, claims, verdicts, known=known)
    assert [p.interested for one in found.propositions for p in one.positions] == [
        False, False, True, False,
    ]  # fmt: skip
    series = follow(found, sources, dates, known=known)
    assert series[-1].credibility == found.credibility
    heard = follow(found, sources, dates)
    assert heard[-1].credibility != series[-1].credibility
