"""Quantities: what is read from a sentence, and which of them leave room for each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.quantities import Comparison, compare, find_quantities
from attrib.records import Quantity

Row = tuple[float, float | None, str | None, str | None]

READINGS: list[tuple[str, list[Row]]] = [
    # plain numbers
    ("1,200 goats", [(1200, 1200, "goat", None)]),
    ("3.5 hours later", [(3.5, 3.5, "hour", None)]),
    ("1.2 million people fled", [(1_200_000, 1_200_000, "person", "displaced")]),
    ("40 000 tonnes of barley", [(40_000, 40_000, "tonne", None)]),
    ("a convoy 12km long", [(12, 12, "kilometre", None)]),
    # number words
    ("twenty-five ferries", [(25, 25, "ferry", None)]),
    ("a hundred and twenty churches", [(120, 120, "church", None)]),
    ("two dozen women", [(24, 24, "woman", None)]),
    ("a dozen boxes of fuses", [(12, 12, "box", None)]),
    ("half a million birds", [(500_000, 500_000, "bird", None)]),
    ("two and a half million voters", [(2_500_000, 2_500_000, "voter", None)]),
    ("fifteen hundred tents", [(1500, 1500, "tent", None)]),
    ("two hundred thousand lamps", [(200_000, 200_000, "lamp", None)]),
    # vague numbers
    ("dozens were wounded", [(24, 99, "person", "injured")]),
    ("scores of herders were arrested", [(40, 199, "herder", "arrested")]),
    ("hundreds of homes", [(200, 999, "house", None)]),
    ("several shells", [(3, 9, "shell", None)]),
    ("a few nurses", [(3, 9, "medic", None)]),
    ("a handful of boats", [(3, 9, "boat", None)]),
    ("several hundred sheep", [(300, 999, "sheep", None)]),
    ("tens of thousands of people were displaced", [(20_000, 99_999, "person", "displaced")]),
    # bounds
    ("at least 25 killed", [(25, None, "person", "killed")]),
    ("more than 30 ewes", [(30, None, "ewe", None)]),
    ("no fewer than six bridges", [(6, None, "bridge", None)]),
    ("a minimum of nine wells", [(9, None, "well", None)]),
    ("up to 80 rebels", [(0, 80, "fighter", None)]),
    ("fewer than a dozen pupils", [(0, 12, "student", None)]),
    ("no more than thirty doctors", [(0, 30, "medic", None)]),
    ("about 200 stalls burned", [(170, 230, "stall", "destroyed")]),
    ("nearly 100 miners", [(85, 100, "miner", None)]),
    ("some 400 tractors", [(340, 460, "tractor", None)]),
    ("thirty or more people drowned", [(30, None, "person", "killed")]),
    ("one civilian at most was hurt", [(0, 1, "civilian", "injured")]),
    ("exactly 14 seats", [(14, 14, "seat", None)]),
    # ranges
    ("between 20 and 30 huts", [(20, 30, "hut", None)]),
    ("20 to 30 huts", [(20, 30, "hut", None)]),
    ("20-30 huts", [(20, 30, "hut", None)]),
    ("20–30 huts", [(20, 30, "hut", None)]),
    ("five or six huts", [(5, 6, "hut", None)]),
    ("between 3.5 and 4.5 million crowns", [(3_500_000, 4_500_000, "crown", None)]),
    ("the toll rose from 20 to 30", [(20, 20, "person", "killed"), (30, 30, "person", "killed")]),
    # none
    ("no civilians were killed", [(0, 0, "civilian", "killed")]),
    ("nobody was hurt in Orlava", [(0, 0, "person", "injured")]),
    ("no one died", [(0, 0, "person", "killed")]),
    ("the raid ended without casualties", [(0, 0, "person", "casualty")]),
    ("none of the miners was hurt", [(0, 0, "miner", "injured")]),
    ("not a single soldier was wounded", [(0, 0, "soldier", "injured")]),
    ("there were no fighters in the clinic", [(0, 0, "fighter", None)]),
    ("no officer opened the gate", []),
    ("there was no doubt about it", []),
    ("nobody answered", []),
    # units
    ("six houses", [(6, 6, "house", None)]),
    ("12 per cent of the ballots", [(12, 12, "%", None)]),
    ("51.3% of them", [(51.3, 51.3, "%", None)]),
    ("$3.2 million", [(3_200_000, 3_200_000, "dollar", None)]),
    ("a fine of €5m", [(5_000_000, 5_000_000, "euro", None)]),
    ("25 civilian deaths", [(25, 25, "civilian", "killed")]),
    ("three police officers were injured", [(3, 3, "officer", "injured")]),
    ("20 wounded soldiers", [(20, 20, "soldier", "injured")]),
    ("eight of the dead were bakers", [(8, 8, "person", "killed")]),
    # roles
    (
        "25 people were killed and 40 wounded",
        [(25, 25, "person", "killed"), (40, 40, "person", "injured")],
    ),
    (
        "killing at least seven and injuring dozens more",
        [(7, None, "person", "killed"), (24, 99, "person", "injured")],
    ),
    (
        "the death toll has risen to 56, including 20 children",
        [(56, 56, "person", "killed"), (20, 20, "child", "killed")],
    ),
    ("276 dead, 58 of them girls", [(276, 276, "person", "killed"), (58, 58, "child", "killed")]),
    ("41 dead", [(41, 41, "person", "killed")]),
    ("23 bodies lay in the yard", [(23, 23, "person", "killed")]),
    ("nine porters lost their lives", [(9, 9, "porter", "killed")]),
    ("put the dead at 17", [(17, 17, "person", "killed")]),
    ("the number of missing stands at 8", [(8, 8, "person", "missing")]),
    (
        "four children and two women were killed",
        [(4, 4, "child", "killed"), (2, 2, "woman", "killed")],
    ),
    ("two jets killed 25 people", [(2, 2, "plane", None), (25, 25, "person", "killed")]),
    (
        "ten people were killed by two missiles",
        [(10, 10, "person", "killed"), (2, 2, "missile", None)],
    ),
    ("the brigade destroyed seven army tanks", [(7, 7, "tank", "destroyed")]),
    ("gunmen kidnapped 30 students", [(30, 30, "student", "abducted")]),
    ("six rockets were fired", [(6, 6, "rocket", "fired")]),
    ("divers rescued 14 sailors", [(14, 14, "sailor", "rescued")]),
    (
        "they dug out 12 bodies and three survivors",
        [(12, 12, "person", "killed"), (3, 3, "survivor", None)],
    ),
    ("at least one dead man", [(1, None, "man", "killed")]),
    ("nobody had fired on the barge", []),
    ("no fair was held that year", []),
    (
        "71 residents, of whom 56 had died",
        [(71, 71, "resident", None), (56, 56, "person", "killed")],
    ),
    (
        "a boat with no papers on which 12 people drowned",
        [(12, 12, "person", "killed")],
    ),
    ("between six and seven hundred families", [(600, 700, "family", None)]),
    ("a 3-2 win", []),
    ("it was 140, not sixty-one", [(140, 140, None, None)]),
    # no quantities
    ("a 25-year-old was there", []),
    ("on 27 November and Aug 14", []),
    ("since 2016 and in the 2012 election", []),
    ("at 9:10 a.m. on the 3rd", []),
    ("the first of the twenty-first brigade", []),
    ("a Su-34 over Highway 5", []),
    ("under Article 12 and Resolution 2254", []),
    ("one of the bakers and one another", []),
    ("one said the other was the one", []),
    ("Mira Tolan, 34, a baker", []),
    ("at six o'clock", []),
]


@pytest.mark.parametrize(("text", "expected"), READINGS, ids=[text for text, _ in READINGS])
def test_find_quantities(text: str, expected: list[Row]) -> None:
    """Every row is one hard case of reading."""
    found = [(q.low, q.high, q.unit, q.role) for q in find_quantities(text)]
    assert found == expected


SAME, CLASH, APART = Comparison.COMPATIBLE, Comparison.INCOMPATIBLE, Comparison.INCOMPARABLE
PAIRS: list[tuple[str, str, Comparison]] = [
    ("25 people were killed", "seven people were killed", CLASH),
    ("at least 25 were killed", "the death toll has reached 56", SAME),
    ("at least 20 dead", "25 dead", SAME),
    ("at least 30 dead", "fourteen dead", CLASH),
    ("dozens killed", "15 dead", CLASH),
    ("dozens killed", "more than 60 dead", SAME),
    ("about 200 stalls burned", "more than 600 stalls burned", CLASH),
    ("about 200 stalls burned", "190 stalls burned", SAME),
    ("25 people were killed", "25 people were wounded", APART),
    ("19 civilians were killed", "19 militants were killed", APART),
    ("ten children were killed", "nobody was killed", CLASH),
    ("ten children were killed", "seven people were killed", CLASH),
    ("ten children were killed", "25 people were killed", SAME),
    ("ten children were killed", "no civilians were killed", CLASH),
    ("no civilians were killed", "25 people were killed", SAME),
    ("three nurses were killed", "no civilians were killed", CLASH),
    ("six acrobats were killed", "nobody was killed", CLASH),
    ("six cows were killed", "nobody was killed", APART),
    ("25 dead", "the raid ended without casualties", CLASH),
    ("12 casualties", "nine wounded", SAME),
    ("25 people", "seven people were killed", CLASH),
    ("ten children", "seven people were killed", APART),
    ("12 per cent", "12 dollars", APART),
    ("the answer was 12", "the answer was 30", APART),
    ("20 to 30 houses were destroyed", "six houses were destroyed", CLASH),
]


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS)
def test_compare(a: str, b: str, expected: Comparison) -> None:
    """Every row is one pair of statements about the same event."""
    (left,), (right,) = find_quantities(a), find_quantities(b)
    assert compare(left, right) is expected


UNITS = st.sampled_from([None, "person", "civilian", "child", "soldier", "house", "%", "baker"])
ROLES = st.sampled_from([None, "killed", "injured", "casualty", "destroyed"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any interval with any unit and role."""
    low = draw(st.integers(0, 50))
    high = draw(st.one_of(st.none(), st.integers(low, 90)))
    return Quantity(low, high, draw(UNITS), draw(ROLES))


@settings(max_examples=60)
@given(quantities(), quantities())
def test_compare_is_symmetric(a: Quantity, b: Quantity) -> None:
    """Neither side comes first."""
    assert compare(a, b) is compare(b, a)


@settings(max_examples=60)
@given(quantities())
def test_a_quantity_agrees_with_itself(a: Quantity) -> None:
    """Unless it says neither what is counted nor what happened to it."""
    known = a.unit is not None or a.role is not None
    assert compare(a, a) is (SAME if known else APART)


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spell(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    scale, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % scale
    joint = " and " if 0 < rest < 100 else " "
    return f"{ONES[number // scale]} {name}" + (joint + _spell(rest) if rest else "")


@settings(max_examples=60)
@given(st.integers(0, 9999), st.sampled_from(["{} goats", "{0} goats ({0} goats)"]))
def test_spelt_numbers_are_read_back(number: int, pattern: str) -> None:
    """Number words mean what a speller meant by them."""
    found = find_quantities(pattern.format(_spell(number)))
    assert found
    assert all(q == Quantity(number, number, "goat") for q in found)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Nothing a sentence holds makes the reader fail; every interval is in order."""
    assert all(q.high is None or q.low <= q.high for q in find_quantities(text))
