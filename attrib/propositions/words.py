"""Tables of words, and the few questions that are asked of one word."""

from __future__ import annotations

import re

BE = frozenset("am is are was were".split())
HAVE = frozenset("has have had".split())
MODALS = frozenset("do does did will would can could may might must shall should cannot".split())
AUXILIARIES = BE | HAVE | MODALS
# What may stand between an auxiliary and its verb.
BETWEEN = frozenset("not never also been being already only just still then since now yet".split())
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some any all both each every no "
    "another several many most few more one two three four five six seven eight nine ten eleven "
    "twelve dozens hundreds thousands".split()
)
SUBJECT_PRONOUNS = frozenset(
    "he she it they we i you nobody nothing none everyone everybody everything someone anyone "
    "there".split()
)
PREPOSITIONS = frozenset(
    "on of in at against near to from into over for with by inside outside under behind after "
    "before during around between through about as without within since until among across "
    "towards toward along off onto upon".split()
)
SUBORDINATORS = frozenset(
    "if whether unless when while because although though whereas once since before after until "
    "who whom whose which where why how than lest".split()
)
CONJUNCTIONS = frozenset("and or but nor that so".split())
FUNCTION_WORDS = (
    AUXILIARIES | BETWEEN | DETERMINERS | SUBJECT_PRONOUNS | PREPOSITIONS | SUBORDINATORS
    | CONJUNCTIONS | frozenset("him them us me himself herself itself themselves what there here "
                               "again back away either neither too very".split())
)  # fmt: skip

# gerund stem → past, where it is not stem + "ed"; also how past forms are known.
IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "striking:struck hitting:hit shooting:shot taking:took giving:gave paying:paid "
        "making:made selling:sold buying:bought bringing:brought sending:sent saying:said "
        "telling:told writing:wrote driving:drove stealing:stole hiding:hid holding:held "
        "keeping:kept leaving:left losing:lost meeting:met running:ran seeing:saw "
        "setting:set cutting:cut putting:put letting:let knowing:knew breaking:broke "
        "beating:beat building:built burning:burned catching:caught choosing:chose "
        "coming:came going:went doing:did dealing:dealt drawing:drew drinking:drank eating:ate "
        "falling:fell feeling:felt fighting:fought finding:found fleeing:fled flying:flew "
        "forgetting:forgot getting:got growing:grew hearing:heard hurting:hurt leading:led "
        "lending:lent lying:lied blowing:blew throwing:threw overthrowing:overthrew "
        "reading:read rising:rose sinking:sank sitting:sat "
        "sleeping:slept speaking:spoke spending:spent standing:stood swearing:swore "
        "teaching:taught thinking:thought understanding:understood winning:won "
        "wearing:wore withdrawing:withdrew withholding:withheld undertaking:undertook "
        "misleading:misled seeking:sought feeding:fed bearing:bore binding:bound "
        "beginning:began becoming:became tearing:tore showing:showed tying:tied dying:died "
        "being:was having:had bidding:bid betting:bet shedding:shed forbidding:forbade "
        "digging:dug ringing:rang sinking:sank shrinking:shrank stabbing:stabbed "
        "laying:laid panicking:panicked trafficking:trafficked"
    ).split()
)
PARTICIPLES = frozenset(
    "taken given written driven stolen hidden known broken beaten chosen gone done drawn drunk "
    "eaten fallen flown forgotten grown spoken risen sunk sworn shown begun become torn seen "
    "thrown blown forbidden come run".split()
)
# Pasts that are no participles: after "had" they open a predicate of their own.
ONLY_PAST = frozenset(
    "took gave wrote drove stole hid knew broke chose went did drew drank ate fell flew forgot "
    "grew spoke rose sank swore began became tore saw threw blew forbade came ran rang wore bore "
    "withdrew overthrew shrank undertook woke shook".split()
)
PAST = (frozenset(IRREGULAR.values()) | ONLY_PAST) - {"was", "had", "did"}
NO_GERUND = frozenset(
    "anything nothing something everything king ring thing spring string morning evening building "
    "during wedding ceiling wing sing bring sterling darling sibling including regarding "
    "concerning according".split()
)
NO_PAST = frozenset(
    "hundred red bed shed need speed seed breed deed feed indeed greed creed weed embed armed "
    "alleged so-called wounded injured united limited".split()
)


CONTRACTED = re.compile(r"^(?:i|you|he|she|it|we|they|that|there|what|who)['’](?:s|re|m|ll|ve|d)$")
NOT = ("n't", "n’t")


def lowered(token: str) -> str:
    """Return a token without marks around it, in lower case."""
    return token.strip("\"“”‘’'()[],;:.!?").lower()


def is_past(word: str) -> bool:
    """Whether a lower-case word may be the past or the past participle of a verb."""
    if word in PAST or word in PARTICIPLES:
        return True
    return word.endswith("ed") and len(word) > 3 and word not in NO_PAST


def is_gerund(word: str) -> bool:
    """Whether a lower-case word may be the -ing form of a verb."""
    return word.endswith("ing") and len(word) > 4 and word not in NO_GERUND


def past_of(gerund: str) -> str:
    """Return the past of a verb from its -ing form: "carrying" → "carried"."""
    if gerund in IRREGULAR:
        return IRREGULAR[gerund]
    stem = gerund.removesuffix("ing")
    return re.sub(r"(?<=[^aeiou])y$", "i", stem) + "ed"


def first_finite(tokens: list[str]) -> int | None:
    """Return where the first finite verb of a clause stands, as far as its form tells."""
    for at, token in enumerate(tokens):
        word = lowered(token)
        if CONTRACTED.match(word):
            return at
        if (not at or token[0].islower()) and (word in AUXILIARIES or word.endswith(NOT)):
            return at
        before = lowered(tokens[at - 1]) if at else ""
        past = is_past(word) and word not in PARTICIPLES - PAST
        if at and token == token.lower() and past and not _attributive(before):
            return at
    return None


def _attributive(before: str) -> bool:
    """Whether a form in -ed after this word is an adjective: "the armed", "by hired men"."""
    return before in DETERMINERS or before in PREPOSITIONS or before.isdigit()


def is_clause(words: str) -> bool:
    """Whether a text has a finite verb after a subject."""
    return bool(first_finite(words.split()))
