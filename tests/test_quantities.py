"""Quantities: what is read from a sentence, and which of them leave room for each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.quantities import Comparison, compare, find_quantities, is_update, looks_back
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
    ("eight of the dead were bakers", [(8, 8, "baker", "killed")]),
    ("eight of the dead lay outside", [(8, None, "person", "killed")]),
    (
        "nine dead, two of them in the yard",
        [(9, 9, "person", "killed"), (2, None, "person", "killed")],
    ),
    ("both brothers were killed", [(2, 2, "brother", "killed")]),
    ("both were hurt", [(2, 2, "person", "injured")]),
    (
        "a woman and two children were killed",
        [(1, 1, "woman", "killed"), (2, 2, "child", "killed")],
    ),
    (
        "killing three people, among them a 12-year-old girl",
        [(3, 3, "person", "killed"), (1, 1, "child", "killed")],
    ),
    ("three others were hurt", [(3, 3, "other", "injured")]),
    (
        "ten militants and three policemen died",
        [(10, 10, "fighter", "killed"), (3, 3, "officer", "killed")],
    ),
    ("1.2 million votes", [(1_200_000, 1_200_000, "vote", None)]),
    ("40 jobs", [(40, 40, "job", None)]),
    ("three ships were sunk", [(3, 3, "ship", "sunk")]),
    ("two aircraft were shot down", [(2, 2, "plane", "shot down")]),
    ("$3bn", [(3_000_000_000, 3_000_000_000, "dollar", None)]),
    ("three percentage points", [(3, 3, "percentage point", None)]),
    # shares
    ("a third of the houses", [(33.33, 33.33, "%", None)]),
    ("two-thirds of the voters", [(66.67, 66.67, "%", None)]),
    ("more than half of the villagers", [(50, None, "%", None)]),
    ("a quarter of an hour", []),
    ("turnout stood at 46 per cent", [(46, 46, "%", "turnout")]),
    # roles
    ("the strike claimed 25 lives", [(25, 25, "person", "killed")]),
    ("left 25 dead", [(25, 25, "person", "killed")]),
    ("a toll of 25", [(25, 25, "person", "killed")]),
    ("12 children among the dead", [(12, 12, "child", "killed")]),
    ("no civilians were killed", [(0, 0, "civilian", "killed")]),
    ("30 people were hospitalised", [(30, 30, "person", "hospitalised")]),
    ("eleven runners were taken to hospital", [(11, 11, "runner", "hospitalised")]),
    ("200 villagers were evacuated", [(200, 200, "resident", "evacuated")]),
    ("the mill laid off 400 workers", [(400, 400, "worker", "laid off")]),
    ("the owners were paid 20 million dinars", [(20_000_000, 20_000_000, "dinar", "paid")]),
    ("740 people had been vaccinated", [(740, 740, "person", "vaccinated")]),
    ("the nurse examined 27 pupils", [(27, 27, "student", "examined")]),
    ("12 people died and 90 had no roof", [(12, 12, "person", "killed"), (90, 90, None, None)]),
    ("another 12 people were wounded", [(12, None, "person", "injured")]),
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
    ("23 bodies lay in the yard", [(23, None, "person", "killed")]),
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
        [(12, None, "person", "killed"), (3, 3, "survivor", None)],
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
    # a part of those there may be
    ("30 of them dead", [(30, 30, "person", "killed")]),
    ("two more bodies were found", [(2, None, "person", "killed")]),
    ("her ward received nine dead", [(9, None, "person", "killed")]),
    ("nine bodies were found in all", [(9, 9, "person", "killed")]),
    ("12 more were wounded", [(12, None, "person", "injured")]),
    ("nobody died of the smoke", []),
    ("two herders were killed without warning", [(2, 2, "herder", "killed")]),
    ("put its losses at two men", [(2, 2, "man", "killed")]),
    ("of the cattle 900 head drowned", [(900, 900, "cow", "killed")]),
    ("wrong by a factor of four", []),
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
    ("one in five went hungry", []),
    ("three out of four were spared", []),
    ("no one else was hurt", []),
    ("there were no others", []),
    ("none of them was found", []),
    ("both sides agreed", []),
    ("a woman answered", []),
    ("a 120mm mortar", []),
    ("seven more barges than last year", []),
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
    ("25 people", "seven people were killed", APART),
    ("25 people", "25 people were killed", SAME),
    ("ten children", "seven people were killed", APART),
    ("12 per cent", "12 dollars", APART),
    ("the answer was 12", "the answer was 30", APART),
    ("20 to 30 houses were destroyed", "six houses were destroyed", CLASH),
    ("740 people had been vaccinated", "12 people were killed", APART),
    ("turnout was 58 per cent", "turnout stood at 46 per cent", CLASH),
    ("12 per cent", "30 per cent", APART),
    ("€3m", "€5m", APART),
    ("the firm paid $3m", "the firm paid $5m", CLASH),
    # two counters of one thing
    ("63 people were killed", "61 people were killed", SAME),
    ("six people were killed", "seven people were killed", CLASH),
    ("turnout was 51 per cent", "turnout was 49 per cent", CLASH),
    # parts and wholes
    ("25 people were killed", "12 children were among the dead", SAME),
    ("nine people were killed", "12 children were among the dead", CLASH),
    ("eight of the dead lay outside", "25 dead", SAME),
    ("three others were killed", "25 people were killed", SAME),
    # places
    ("25 people were killed in Marun", "seven people were killed in Orlava", APART),
    ("25 people were killed in Marun", "seven people were killed in northern Marun", CLASH),
    ("25 people were killed at the market", "seven were killed at the school", APART),
    ("25 people were killed at the market", "seven were killed in Marun", CLASH),
    ("25 people were killed in Marun", "seven people were killed", CLASH),
    ("41 people were killed in Marun alone", "60 people were killed", SAME),
    ("41 people were killed in Marun alone", "12 people were killed", CLASH),
    # times
    ("56 people were killed since 27 November", "25 died in Tuesday's strike", APART),
    ("56 people were killed on Monday", "25 people were killed on Tuesday", APART),
    ("56 people were killed on Tuesday night", "25 people were killed on Tuesday", CLASH),
    ("30 people were killed last year", "12 people were killed on Monday", APART),
    ("30 people were killed in 2018", "12 people were killed in 2019", APART),
    ("30 people were killed in March", "12 people were killed on 4 May", APART),
    ("30 lorries a week were stolen", "12 lorries were stolen", APART),
    ("30 lorries a week were stolen", "12 lorries a day were stolen", APART),
    ("30 people had died by evening", "12 people had died by noon", CLASH),
    ("30 people were killed on Tuesday", "12 people were killed", CLASH),
    ("30 people were killed", "12 people were killed in 1998", APART),
    ("30 people were killed", "12 people were killed since March", APART),
    ("nobody was killed", "12 people were killed since March", CLASH),
    ("30 people had died by Monday evening", "12 people died on Tuesday", APART),
    # elsewhere
    ("30 people were killed", "12 people were killed in the neighbouring village", APART),
    ("30 people were killed", "12 people were killed elsewhere", APART),
    ("30 people were killed", "12 people were killed on our side", APART),
]


@pytest.mark.parametrize(("a", "b", "expected"), PAIRS)
def test_compare(a: str, b: str, expected: Comparison) -> None:
    """Every row is one pair of statements about the same event."""
    (left,), (right,) = find_quantities(a), find_quantities(b)
    assert compare(left, right) is expected


SITUATIONS: list[tuple[str, list[tuple[str | None, str | None]]]] = [
    ("25 people were killed in Marun", [("in Marun", None)]),
    ("25 people were killed at the market", [("at the market", None)]),
    ("25 people were killed", [(None, None)]),
    ("In Marun 25 people were killed and 40 wounded", [("in Marun", None)] * 2),
    ("25 died in Marun and ten in Upper Dorn", [("in Marun", None), ("in Upper Dorn", None)]),
    ("25 died in Marun; ten were hurt", [("in Marun", None), (None, None)]),
    ("25 died in Marun alone", [("in Marun alone", None)]),
    ("25 people were killed in the attack", [(None, None)]),
    ("25 people were killed on Tuesday", [(None, "on Tuesday")]),
    ("25 died in Tuesday's strike", [(None, "on Tuesday")]),
    ("by Thursday morning 25 had died", [(None, "by Thursday morning")]),
    ("25 had died by evening", [(None, "by evening")]),
    ("56 died since Nov. 27", [(None, "since 27 November")]),
    ("56 died on May 3, 2019", [(None, "on 3 May 2019")]),
    ("In 2019 56 people died", [(None, "in 2019")]),
    ("56 people died last year", [(None, "last year")]),
    ("56 people died in March", [(None, "in March")]),
    ("300 lorries a week", [(None, "a week")]),
    ("25 people were killed so far", [(None, "so far")]),
    ("25 people were killed within an hour", [(None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), SITUATIONS, ids=[text for text, _ in SITUATIONS])
def test_place_and_time(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    """A quantity has the place and the time that its clause names."""
    assert [(q.place, q.time) for q in find_quantities(text)] == expected


UPDATES: list[tuple[str, str, bool]] = [
    ("25 people were killed", "the death toll rose to 31", True),
    ("25 people were killed", "the death toll had climbed to 31", True),
    ("25 people were killed", "31 people were now dead", True),
    ("25 people were killed", "by evening 31 people were dead", True),
    ("25 people were killed", "31 people were killed", False),
    ("25 people were killed", "the death toll rose to at least 25", False),
    ("25 people were killed", "seven people were killed", False),
    ("25 people were killed", "by evening seven people were dead", False),
    ("25 people were killed", "it revised the death toll down to 18", True),
    ("25 people were killed", "the death toll was corrected to 31", True),
    ("25 people were missing", "the number of missing fell to eight", True),
    ("25 people were killed", "the number of wounded rose to 31", False),
    ("by evening 25 people were dead", "by evening 31 people were dead", False),
    ("it said on Monday that 25 people had died", "it said on Friday that 31 had died", True),
    ("it said on Monday that 25 people had died", "it said on Monday that 31 had died", False),
]


@pytest.mark.parametrize(("before", "words", "expected"), UPDATES)
def test_updates_are_told_from_contradictions(before: str, words: str, expected: bool) -> None:
    """A number that has moved on takes the place of the earlier one; any other clash stays."""
    earlier, later = (tuple(_undated(text)) for text in (before, words))
    assert is_update(earlier, later, words=words, before=before) is expected


def _undated(text: str) -> Iterator[Quantity]:
    """As read from what was said, without the day on which it was said."""
    return (replace(q, time=None) for q in find_quantities(text))


OTHERS: list[tuple[str, str, bool]] = [
    ("it said on Monday that 25 people had died", "they said on Friday that 31 had died", False),
    ("25 people were killed", "they revised their own death toll down to 18", False),
    ("25 people were killed", "the death toll rose to 31", True),
]


@pytest.mark.parametrize(("before", "words", "expected"), OTHERS)
def test_another_source_needs_plainer_words(before: str, words: str, expected: bool) -> None:
    """Two voices on two days may simply disagree."""
    earlier, later = (tuple(_undated(text)) for text in (before, words))
    updated = is_update(earlier, later, words=words, before=before, same_source=False)
    assert updated is expected


UNITS = st.sampled_from([None, "person", "civilian", "child", "soldier", "house", "%", "baker"])
ROLES = st.sampled_from([None, "killed", "injured", "casualty", "destroyed"])

PLACES = st.sampled_from([None, "in Marun", "in Marun alone", "in Orlava", "at the market"])
TIMES = st.sampled_from([None, "on Tuesday", "since 4 May", "by evening", "last year", "a day"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any interval with any unit and role."""
    low = draw(st.integers(0, 50))
    high = draw(st.one_of(st.none(), st.integers(low, 90)))
    return Quantity(low, high, draw(UNITS), draw(ROLES), draw(PLACES), draw(TIMES))


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


@pytest.mark.parametrize(
    ("telling", "expected"),
    [
        ("The coastguard had said at noon that", True),
        ("the ministry first put the toll at", True),
        ("Medics, who had initially reported", True),
        ("a preliminary count by the port gave", True),
        ("The coastguard said that", False),
        ("the mayor, who had told nobody, said", False),
        ("The ministry has said that", False),
    ],
)
def test_what_is_told_as_said_before(telling: str, expected: bool) -> None:
    assert looks_back(telling) is expected


def test_a_higher_number_follows_one_that_had_been_given_before() -> None:
    three, five = find_quantities("three people were dead"), find_quantities("five were killed")
    words, before = "five were killed, he said", "it had said that three people were dead"
    asked = {"words": words, "before": before, "same_source": False}
    assert is_update(three, five, **asked, told_before=True)
    assert not is_update(five, three, **asked, told_before=True)
    assert not is_update(three, five, **asked)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("The observers have verified the removal of nine guns so far", None),
        ("So far nine guns have been removed", 9),
        ("The observers have verified the removal of nine guns", 9),
    ],
)
def test_who_has_verified_so_many_so_far_leaves_more_open(text: str, high: float | None) -> None:
    (guns,) = find_quantities(text)
    assert (guns.low, guns.high) == (9, high)
