"""What a denial takes up by name: "the argument that p" → p, "criticism of q" → it is justified."""

from __future__ import annotations

import re

from attrib.propositions.words import first_finite

PUT = (
    r"(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?|assertions?|rumou?rs?|"
    r"arguments?|idea|notion|concerns?|fears?|worries|criticisms?|attacks?|complaints?|"
    r"insinuations?|implications?|impression|contention|theory|belief|assumptions?|predictions?|"
    r"warnings?|views?|comments?|remarks?|talk|speculation|finding|conclusion|premise|perception)"
)
BY = r"(?: (?:from|by|in|of|made) (?:(?! that ).){1,140}?|, (?:(?! that )[^;]){1,140},)"
NAMED = re.compile(
    rf"^(?:(?!that\b)[\w’'.-]+ ){{0,4}}?(?P<noun>{PUT})(?P<by>{BY})? that (?P<claim>.+)$",
    re.IGNORECASE,
)
# "remarks that he made": what follows is about the remarks.
RELATIVE = re.compile(
    r"^(?:[\w’'.-]+ ){1,3}?(?:had |has |have )?(?:made|faced|raised|levell?ed|received|cited|"
    r"published|posted|gave|put|issued|lodged|brought|filed|heard)\b",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"^(?:the |any |all |such |recent |new )*(?P<noun>(?:[\w-]+ )?(?:criticisms?|complaints?|"
    r"concerns?|objections?|worries|challenges?)) (?P<of>of|about|over|on|against|to) "
    r"(?P<what>.+)$",
    re.IGNORECASE,
)
LEAST = 3  # words of a claim


def find_denied(words: str) -> str | None:
    """Return what is put forward by what is denied, None where the words say it themselves."""
    if match := NAMED.match(words):
        claim = match["claim"]
        told = len(claim.split()) >= LEAST and first_finite(claim.split())
        return claim if told and not RELATIVE.match(claim) else None
    if match := AGAINST.match(words):
        be = "are" if match["noun"].endswith("s") else "is"
        return f"{match['noun']} {match['of']} {match['what']} {be} justified"
    return None
