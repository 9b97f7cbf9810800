"""Victims: who was struck, by the words of two claims of one war.

"The air force hit rebel positions, killing 25" is no answer to "we do not attack civilians", nor to
"our targets are militants": all of it can hold. A claim that names civilians, or homes and schools,
among what was struck is another matter, and so is one that leaves open who died.
"""

from __future__ import annotations

import re

from attrib.records import Claim, Pair, Stance
from attrib.verdicts.signals import NEGATED

# fmt: off
_SIDE = (
    r"(?:opposition|rebel|insurgent|militant|terrorist|jihadist|enemy|army|military|government|"
    r"guerrilla|separatist|\w+-held)s?")
_HELD = (
    r"(?:forces?|fighters?|positions?|hide-?outs?|targets?|bases?|camps?|headquarters|convoys?|"
    r"strongholds?|commanders?|units?|troops|gunmen)")
FIGHTERS = re.compile(
    rf"\b(?:{_SIDE} {_HELD}|rebels?|insurgents?|militants?|fighters|gunmen|terrorists?|jihadists?|"
    r"guerrillas?|combatants?|soldiers?|troops)\b", re.IGNORECASE)
CIVILIANS = re.compile(
    r"\b(?:civilians?|child(?:ren)?|bab(?:y|ies)|wom[ae]n|girls?|boys?|famil(?:y|ies)|mothers?|"
    r"residents?|villagers?|residential|homes?|houses?|schools?|hospitals?|clinics?|wards?|"
    r"markets?|mosques?|church(?:es)?|baker(?:y|ies)|patients?|pupils?|students?|nurses?|doctors?|"
    r"medics?|rescuers?|aid workers?|journalists?|farmers?|neighbou?rhoods?|apartments?|"
    r"weddings?|funerals?|people|villages?|towns?)\b", re.IGNORECASE)
STRUCK = re.compile(
    r"\b(?:attack\w*|(?:air ?)?strikes?|struck|hit|target\w*|bomb\w*|shell\w*|raid\w*|kill\w*|"
    r"fired|casualt\w*|harm\w*)\b", re.IGNORECASE)
CIVILIAN = re.compile(r"\bcivilians?\b", re.IGNORECASE)
AIMED = re.compile(r"\btarget\w*\b", re.IGNORECASE)
# fmt: on


def are_other_victims(pair: Pair) -> bool:
    """Whether one claim tells of fighters struck, and the other leaves room for just that.

    It does where it denies that civilians were struck, or tells of fighters as targets too.
    """
    return any(
        _tells_of_fighters(claim) and _leaves_fighters(other)
        for claim, other in ((pair.a, pair.b), (pair.b, pair.a))
    )


def _tells_of_fighters(claim: Claim) -> bool:
    """Whether a claim asserts that fighters were struck, and names nobody else."""
    text = claim.proposition
    told = FIGHTERS.search(text) and STRUCK.search(text) and not CIVILIANS.search(text)
    return claim.stance is Stance.ASSERTS and bool(told)


def _leaves_fighters(claim: Claim) -> bool:
    text = claim.proposition
    if claim.stance is Stance.DENIES:
        return bool(CIVILIAN.search(text))
    if _tells_of_fighters(claim):
        return bool(AIMED.search(text))
    return all(pattern.search(text) for pattern in (NEGATED, CIVILIAN, STRUCK))
