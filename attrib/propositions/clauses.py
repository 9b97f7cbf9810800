"""Gerunds and noun phrases → clauses: "any role in the leak" → "the ministry had a role in …"."""

from __future__ import annotations

import re

from attrib.propositions.charges import tell_charge
from attrib.propositions.deeds import tell_deed
from attrib.propositions.denied import find_denied
from attrib.propositions.gerunds import gerund_clause, was
from attrib.propositions.speakers import Speaker
from attrib.propositions.words import FUNCTION_WORDS, is_clause, is_gerund
from attrib.records import Stance

ADMITS = re.compile(
    r"\b(?:den\w+|admit\w*|acknowledg\w+|confess\w*|recall\w*|confirm\w*|remember\w*|regret\w*|"
    r"reject\w*|dismiss\w*)\b",
    re.IGNORECASE,
)
SETS = re.compile(r"\b(?:put|puts|putting|set|sets|estimat\w+)\b")
MOVES = re.compile(r"\b(?:raised|raises|lowered|revised|cut)\b")
ATTRIBUTES = re.compile(r"\bput\w*\b")
GIVES = re.compile(r"\b(?:gave|gives|giving|named|names|identified)\b")
CALLS = re.compile(r"\b(?:call|describ|brand|label)\w*\b", re.IGNORECASE)
INTENDS = re.compile(r"\b(?:vow|promis|pledg|threaten|undert|swore)\w*\b", re.IGNORECASE)
# "claimed responsibility for | the attack": whose deed it was is what is claimed.
TAKES = re.compile(
    r"\b(?:claim|accept|admit|took|tak)\w* (?:full |sole )?(?:responsibility|credit) for$",
    re.IGNORECASE,
)
CLAIMS = re.compile(r"\b(?:claim|profess|purport)\w*\b", re.IGNORECASE)

# What is denied or admitted as a noun → how a clause says it of {0}.
ANY = (
    r"^(?:having )?(?:any |all |its |his |her |their |an? |the |some )?"
    r"(?:direct |personal |active |such )?"
)
NOUNS = (
    (re.compile(ANY + r"involvement in (?P<of>.+)", re.I), "{0} was involved in {of}"),
    (re.compile(ANY + r"(?P<n>role|part|hand|say) in (?P<of>.+)", re.I), "{0} had a {n} in {of}"),
    (re.compile(ANY + r"responsibility for (?P<of>.+)", re.I), "{0} was responsible for {of}"),
    (re.compile(ANY + r"knowledge of (?P<of>.+)", re.I), "{0} knew of {of}"),
    (re.compile(ANY + r"wrongdoing$", re.I), "{0} did something wrong"),
    (
        re.compile(ANY + r"(?P<n>link|tie|connection|contact)s? (?P<p>to|with) (?P<of>.+)", re.I),
        "{0} had a {n} {p} {of}",
    ),
)
TALK = re.compile(
    r"^(?:the |any |all |such )?(?:talk|stor(?:y|ies)|reports?|claims?|allegations?|accusations?|"
    r"charges?|suggestions?|rumou?rs?) of (?P<of>.+)$",
    re.IGNORECASE,
)
# "the story of the fire": the fire is known, the story is what is denied.
KNOWN = re.compile(r"(?:the|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)
ABOUT_SELF = re.compile(r"^(?:the |any |all )?(?:accusation|charge|allegation|suspicion)s? of ")
ARTICLE = re.compile(r"^(?:the|an?|any|its|his|her|their|each|no)\b|^[A-Z]")
AMOUNT = re.compile(
    r"^(?:(?:about|around|at least|more than|over|under|nearly|almost|only|some|fewer than|up to|"
    r"just|between) )*(?:\$?\d|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"dozens|hundreds|a hundred|none)",
    re.IGNORECASE,
)
OF_WHAT = r"(?: (?:on|of|by|against|to|in|at|from|between|with|for)\b.*)?$"
SUCH_THINGS = re.compile(rf"^any (?P<what>(?:[a-z]+ )?[a-z]+s{OF_WHAT})")
SUCH_A_THING = re.compile(rf"^any (?P<what>(?:[a-z]+ )?[a-z]+(?<!ing){OF_WHAT})")
BARE_ANY = r"(?:of|on|in|at|for|to|from|with|but|more|less|longer|talk|sort|kind|time|way|case)\b"
SOME = (
    (re.compile(r"\bany(one|body|thing)\b(?! (?:but|except))"), r"some\1"),
    (re.compile(r"\bAny(one|body|thing)\b(?! (?:but|except))"), r"Some\1"),
    (re.compile(r"\bany of\b"), "some of"),
    (re.compile(r"\bany other\b(?! [a-z]+s\b)"), "another"),
    (re.compile(r"\bany (?=(?:such )?[a-z]+s\b)"), ""),
    (re.compile(r"\bany such\b(?! (?:thing|as)\b)"), "such a"),
    (re.compile(rf"\bany (?!{BARE_ANY})(?=[aeiou])"), "an "),
    (re.compile(rf"\bany (?!{BARE_ANY})(?=[a-z])"), "a "),
    (re.compile(r"\bever "), ""),
)


def make_clause(
    words: str, *, cue: str, stance: Stance, speaker: Speaker | None, between: str = ""
) -> str:
    """Turn a gerund or a noun phrase into a clause with its subject; else return it as it is.

    `between` are the words between cue and content: "accused | the army of | looting the shop".
    What is denied is put as it would be asserted: "any raid" becomes "a raid".
    """
    if told := _told(words, cue=cue, stance=stance, speaker=speaker, between=between):
        return told
    made = _equation(words, cue) or (_deed(words, cue, speaker) if speaker else None)
    if made is None and speaker is not None and (stance is Stance.DENIES or ADMITS.search(cue)):
        made = _of_speaker(words, speaker)
    if made is None and speaker is not None:
        made = _intention(words, cue, speaker)
    return _asserted(made or words) if stance is Stance.DENIES else made or words


def _told(
    words: str, *, cue: str, stance: Stance, speaker: Speaker | None, between: str
) -> str | None:
    """Return what a charge, a deed or the thing denied says in a clause of its own, else None."""
    if stance is Stance.DENIES:
        claim = find_denied(words)
        return _asserted(claim) if claim else None
    charge = tell_charge(words, cue=cue, between=between)
    if charge or stance is not Stance.ASSERTS:
        return charge
    return tell_deed(words, cue=cue, speaker=speaker, between=between)


def _asserted(words: str) -> str:
    for pattern, replacement in SOME:
        words = pattern.sub(replacement, words)
    return words


def _of_speaker(words: str, speaker: Speaker) -> str | None:
    if match := ABOUT_SELF.match(words):
        made = gerund_clause(words[match.end() :], speaker.name, plural=speaker.is_plural)
        if made:
            return made
    if (match := TALK.match(words)) and not KNOWN.match(match["of"]):
        return f"there {was(match['of'])} {match['of']}"
    for pattern, template in NOUNS:
        if match := pattern.match(words):
            clause = template.format(speaker.name, **match.groupdict())
            return clause.replace(" was ", " were ", 1) if speaker.is_plural else clause
    return gerund_clause(words, speaker.name, plural=speaker.is_plural) or _existence(words)


def _deed(words: str, cue: str, speaker: Speaker) -> str | None:
    """Return "the Front was responsible for the raid" where it claimed that."""
    if not TAKES.search(cue):
        return None
    be = "were" if speaker.is_plural else "was"
    made = gerund_clause(words, speaker.name, plural=speaker.is_plural)
    return made or f"{speaker.name} {be} responsible for {words}"


def _existence(words: str) -> str | None:
    """Return "there were attacks on civilians" for "any attacks on civilians"."""
    if match := SUCH_THINGS.match(words):
        return f"there were {match['what']}"
    if SUCH_A_THING.match(words) and not re.match(rf"any {BARE_ANY}", words):
        return f"there was {words}"
    return None


def _equation(words: str, cue: str) -> str | None:
    """Return "the toll was nine" for "(put) the toll at nine"."""
    if re.match(r"^(?:it|as|at|to|only|about)\b", words):
        return None
    if ATTRIBUTES.search(cue) and (match := re.match(r"^(?P<a>.+?) down to (?P<b>.+)$", words)):
        return f"{match['b']} caused {match['a']}"
    link = "at" if SETS.search(cue) else "to" if MOVES.search(cue) else None
    if link and (match := re.match(rf"^(?P<a>[^,]+?) {link} (?P<b>\S+.*)$", words)):
        return _be(match["a"], match["b"]) if _is_amount(match["b"]) else None
    if not ARTICLE.match(words) and " as the " not in words:
        return None
    if GIVES.search(cue) and (match := re.match(r"^(?P<a>[^,]+?) as (?P<b>.+)$", words)):
        return _be(match["a"], match["b"])
    if CALLS.search(cue) and (match := re.match(r"^(?P<a>[^,]+?),? (?:as )?(?P<b>an? .+)$", words)):
        return _be(match["a"], match["b"])
    return None


def _be(subject: str, rest: str) -> str | None:
    """Return "the dead were nine"; None where the subject breaks off or the rest is a deed."""
    last, opening = subject.split()[-1].lower(), rest.split()[0].lower()
    if last in FUNCTION_WORDS or is_gerund(opening) or is_clause(subject) or " as " in rest:
        return None
    return f"{subject} {was(subject)} {rest.rstrip(',”')}"


def _is_amount(words: str) -> bool:
    return bool(AMOUNT.match(words))


def _intention(words: str, cue: str, speaker: Speaker) -> str | None:
    match = re.match(r"^(?P<not>not )?to (?P<verb>\w+)(?P<rest>.*)$", words)
    if not match:
        return None
    if INTENDS.search(cue):
        return f"{speaker.name} will {match['not'] or ''}{match['verb']}{match['rest']}"
    if CLAIMS.search(cue) and not match["not"] and match["verb"] in ("have", "be"):
        verb = {"have": "had", "be": "were" if speaker.is_plural else "was"}[match["verb"]]
        return f"{speaker.name} {verb}{match['rest']}"
    return None
