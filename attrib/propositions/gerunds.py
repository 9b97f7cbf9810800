"""Gerunds → clauses with their subject: "striking the school" → "the army struck the school"."""

from __future__ import annotations

import re

from attrib.propositions.words import is_gerund, past_of

AND_GERUND = re.compile(r"(?P<and>,? (?:and|or) |, )(?P<verb>[a-z]+ing)\b(?= )")
PEOPLES = re.compile(r"(?:[ci]ans|crats|ists)$")
NOT = re.compile(r"^not (?=\w+ing\b)")


def gerund_clause(words: str, subject: str, *, plural: bool = False) -> str | None:
    """Return "the army struck the school" for "striking the school", None for no gerund.

    "Not striking it" is left undone in the same words: "the army was not striking it".
    """
    if NOT.match(words):
        return f"{subject} {'were' if plural else 'was'} {words}"
    verb, _, rest = words.partition(" ")
    adverb = ""
    if verb in ("ever", "knowingly", "deliberately", "intentionally"):
        adverb, (verb, _, rest) = f"{verb} ", rest.partition(" ")
    if not rest or not is_gerund(verb) or _is_noun(verb, rest.split()[0]):
        return None
    past = "were" if plural and verb == "being" else past_of(verb)
    return f"{subject} {adverb if adverb != 'ever ' else ''}{past} {_with_past(rest)}"


def _is_noun(gerund: str, follows: str) -> bool:
    """Whether what looks like a gerund is none: "the building of", "the meeting was"."""
    return follows in ("of", "was", "were", "is") or (follows == "had" and gerund != "having")


def _with_past(rest: str) -> str:
    """Carry the past on: "shelling the port and closing the road"."""
    joined = [match for match in AND_GERUND.finditer(rest) if is_gerund(match["verb"])]
    if not any(match["and"].strip(" ,") for match in joined):
        return rest
    return AND_GERUND.sub(
        lambda m: m["and"] + (past_of(m["verb"]) if is_gerund(m["verb"]) else m["verb"]), rest
    )


def was(subject: str) -> str:
    """Return the past of "be" that goes with a subject; a single name is no plural."""
    phrase = re.split(r" (?:of|in|from|at|for|who|that|which) ", subject)[0]
    head = phrase.split()[-1]
    if head in ("dead", "wounded", "injured", "they", "you"):
        return "were"
    name = head[0].isupper() and not PEOPLES.search(head)
    return "were" if re.search(r"[^su]s$", head) and not name else "was"
