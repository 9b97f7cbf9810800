"""Apart: claims of attacks on other days or in other towns, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import make_claim

from attrib.quantities import find_quantities
from attrib.records import Article, Pair, Stance
from attrib.verdicts.apart import are_apart
from attrib.verdicts.numbers import are_part_and_whole

MONDAY = "shelling killed two people on Monday"
ORM = "a jet bombed the bakery in the village of Orm"
SEDGE = "there was no raid on the town of Sedge"


def is_apart(a: str, b: str, article: str = "") -> bool:
    """Ask in both orders, of an article that says no more than the claims unless told."""
    pairs = [Pair(make_claim("C1", p), make_claim("C2", q), 0.5) for p, q in ((a, b), (b, a))]
    first, second = (are_apart(Article("made", f"{article} {a}. {b}.", ()), pair) for pair in pairs)
    assert first is second
    return first


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (MONDAY, "nothing was fired at the harbour on Wednesday"),
        (MONDAY, "the town saw no attacks on Tuesday"),
        (MONDAY, "its jets carried out three raids last Friday"),
        (MONDAY, "Saturday's ambush was the work of smugglers"),
        ("on Monday and Tuesday 40 soldiers were killed", "five died in a blast on Friday"),
        ("shelling killed two on 3 May", "no gun was fired on 7 May"),
        ("the raid of 3 May killed two", "no air strike was flown on June 3"),
        ("an attack in August 2013 killed nine", "it had struck once, in April"),
        ("an attack in 2013 killed nine", "the army shelled nobody in 2016"),
        ("the night raid on Monday killed two", "no gun was fired on Thursday"),
        ("the port was shelled early on 30 May", "the port was not attacked in July"),
    ],
)
def test_attacks_on_other_days(a: str, b: str) -> None:
    assert is_apart(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # one of them names no day, or both name one
        (MONDAY, "nothing was fired at the harbour"),
        (MONDAY, "nothing was fired at the harbour on Monday"),
        (MONDAY, "nothing was fired at the harbour on Sunday or Monday"),
        (MONDAY, "nothing was fired at the harbour on 3 May"),
        ("shelling killed two on 3 May", "no gun was fired in May"),
        # a span of time may hold the other day
        (MONDAY, "no gun has been fired since Friday"),
        (MONDAY, "no gun has been fired since the truce began on Friday"),
        (MONDAY, "no gun was fired before Tuesday"),
        (MONDAY, "no gun was fired between Sunday and Wednesday"),
        (MONDAY, "no gun was fired from Sunday to Wednesday"),
        ("shelling killed two on 5 May", "no gun was fired from 4 to 9 May"),
        (MONDAY, "it never fired at the harbour, and shot nobody on Friday"),
        # one night is of two days
        ("bombs hit the quay on Monday night", "its planes bombed nothing on Tuesday"),
        ("bombs hit the quay on Monday", "its planes bombed nothing at dawn on Tuesday"),
        ("the quay was hit overnight on 3 May", "its guns fired at nothing on 4 May"),
        # no attack: the day may be the point at issue
        ("the minister signed the letter on Monday", "he first saw the letter on Thursday"),
        ("shelling killed two people on Monday", "the prisoner was asleep at home on Thursday"),
        ("he handed in his resignation on Thursday", "she would be back at her desk on Friday"),
        # one attack told twice
        ("the strike on the mill was flown on Monday", "the strike on the mill was on Thursday"),
    ],
)
def test_days_that_leave_the_question_open(a: str, b: str) -> None:
    assert not is_apart(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (ORM, SEDGE),
        ("it had taken the village of Orm", "they still held the town of Sedge"),
        (ORM, "two mortar rounds hit a school in Sedge city"),
        (ORM, "two mortar rounds hit the towns of Sedge and Pell"),
        (ORM, "two mortar rounds hit Sedge, a small town on the coast"),
        ("shells hit the bridge in the city of Al-Dorr", SEDGE),
    ],
)
def test_war_in_other_towns(a: str, b: str) -> None:
    assert is_apart(a, b)


@pytest.mark.parametrize(
    "article", ["The town of Sedge was quiet.", "In Sedge city all was quiet."]
)
def test_a_town_is_known_from_anywhere_in_the_article(article: str) -> None:
    other = "nobody was attacked in Sedge"
    assert not is_apart(ORM, other)
    assert is_apart(ORM, other, article)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # one of them names no town, or both name one
        (ORM, "there was no raid"),
        (ORM, "there was no raid on Orm"),
        (ORM, "there was no raid on the villages of Orm and Tull"),
        ("shells hit the city of New Orm", "no shell hit the town of Orm"),
        # what is near a town, or called like one, is not in it
        (ORM, "its jets bombed a depot near the town of Sedge"),
        (ORM, "its jets bombed a depot ten miles south of the town of Sedge"),
        (ORM, "its guns fired from the town of Sedge"),
        (ORM, "its jets raided the suburbs of the city of Sedge"),
        (ORM, "its jets raided the town of Sedge and the rest of Sedge province"),
        # nothing tells how large the place is
        (ORM, "there was no raid on Sedge"),
        (ORM, "there was no raid on the province of Sedge"),
        (ORM, "its jets raided no Sedgian town"),
        # no war: the town may be the point at issue
        ("the minister dined in the town of Orm", "she was asleep in the town of Sedge"),
        (ORM, "the pilot was asleep in the town of Sedge"),
        # one strike told twice
        ("the bomb fell on the school in the town of Orm", "the bomb fell on the school in Sedge"),
    ],
)
def test_towns_that_leave_the_question_open(a: str, b: str) -> None:
    assert not is_apart(a, b)


@pytest.mark.parametrize(
    "article",
    [
        "Orm, a suburb of Sedge, was quiet.",
        "Orm is a village near the town of Sedge.",
        "Orm lies 10 kilometres from Sedge.",
        "Sedge's village of Orm was quiet.",
        "The road is closed at Orm in Sedge.",
        "All of Sedge province was quiet.",
        "The province of Orm was quiet.",
    ],
)
def test_towns_that_the_article_ties_or_that_name_a_region(article: str) -> None:
    assert is_apart(ORM, SEDGE)
    assert not is_apart(ORM, SEDGE, article)


TANKS, GUNS = "it has moved 40 tanks", "it has moved 12 guns"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (TANKS, GUNS, True),
        ("we sent nine doctors", "they sent 40 tonnes of flour", True),
        (TANKS, "it has moved 12 tanks", False),
        (TANKS, "it has burnt 12 guns", False),
        (TANKS, "it has moved them all", False),
        (TANKS, "Ostrel has moved 12 guns", False),
    ],
)
def test_two_speakers_own_deeds(a: str, b: str, expected: bool) -> None:
    one, other = (
        replace(make_claim(id, text, source=source), quantities=find_quantities(text))
        for id, text, source in (("C1", a, "S1"), ("C2", b, "S2"))
    )
    article = Article("made", f"{a}. {b}.", ())
    assert are_apart(article, Pair(one, other, 0.5)) is expected
    assert not are_apart(article, Pair(one, replace(other, source="S1"), 0.5))
    assert not are_apart(article, Pair(one, replace(other, stance=Stance.DENIES), 0.5))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("the observers have verified the removal of nine guns so far", GUNS, True),
        ("the observers have verified the removal of 14 guns so far", GUNS, False),
        ("the observers have verified the removal of 12 guns", GUNS, False),
    ],
)
def test_a_count_so_far(a: str, b: str, expected: bool) -> None:
    one, other = (
        replace(make_claim(id, text), quantities=find_quantities(text))
        for id, text in (("C1", a), ("C2", b))
    )
    assert are_apart(Article("made", f"{a}. {b}.", ()), Pair(one, other, 0.5)) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("the raid killed at least seven", "among the dead were ten children", True),
        ("the raid killed at least seven", "ten people were killed", False),
        ("the raid killed 12, ten of them children", "ten children were killed", False),
        ("the raid killed at least seven", "it moved 40 tanks", False),
        ("the raid killed nobody at all", "the tanks were gone", False),
    ],
)
def test_a_count_of_a_part(a: str, b: str, expected: bool) -> None:
    one, other = (
        replace(make_claim(id, text), quantities=find_quantities(text))
        for id, text in (("C1", a), ("C2", b))
    )
    assert are_part_and_whole(Pair(one, other, 0.5)) is expected
    assert are_part_and_whole(Pair(other, one, 0.5)) is expected
