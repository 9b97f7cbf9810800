"""The words of one source mention → the voices it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

PRONOUNS = {
    "he": "person", "him": "person", "his": "person", "she": "person", "her": "person",
    "it": "body", "its": "body",
    "they": "any", "them": "any", "their": "any", "who": "any", "which": "body", "both": "any",
    "we": "speaker", "i": "speaker", "you": "speaker", "my": "speaker", "our": "speaker",
    "us": "speaker", "me": "speaker",
    "himself": "person", "herself": "person", "one": "any", "that": "body",
}  # fmt: skip
TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Reverend|Imam|Sheikh|Father|"
    r"Sister|"
    r"Brother|Bishop|Archbishop|Pope|Gen|General|Lt|Lieutenant|Maj|Major|Col|Colonel|Brig|"
    r"Brigadier|Capt|"
    r"Captain|Cmdr|Commander|Adm|Admiral|Sgt|Sergeant|Cpl|Corporal|Air Marshal|Marshal|Inspector|"
    r"Superintendent|Detective|Officer|Chief|Sheriff|Constable|President|Vice President|"
    r"(?:Deputy |Prime |Foreign |Defen[cs]e |Interior |Finance |Health |Justice |Energy |Trade |"
    r"Labou?r |"
    r"Transport |Information |Home |Environment |Education |Agriculture |First )?Minister|"
    r"Premier|Chancellor|"
    r"Secretary|Secretary of State|Secretary-General|Attorney General|Senator|Sen|Rep|"
    r"Representative|"
    r"Congressman|Congresswoman|Gov|Governor|Mayor|Councillor|Councilman|Councilwoman|Deputy|MP|"
    r"Judge|"
    r"Justice|Ambassador|King|Queen|Prince|Princess|Emir|Speaker|Director|Coach|Nurse|Commissioner|"
    r"Spokesman|Spokeswoman|spokesman|spokeswoman|spokesperson|Spokesperson|General Secretary)\b\.?"
)
TITLED = re.compile(
    rf"^(?:(?:the|former|then|acting|retired|ex-) )*(?P<titles>(?:{TITLES}[ "
    rf"-]?)+)(?P<name>[A-Z].*)$"
)
SPEAKING_FOR = re.compile(
    r"^(?:an?|the|its|one|another)?\s*(?:\w+ ){0,3}?(?:spokes(?:man|woman|person|people)|press "
    r"(?:office|service)|"
    r"representatives?) (?:for|of|at|from) (?P<body>.+)$",
    re.IGNORECASE,
)
BODY_SPOKESMAN = re.compile(
    r"^(?P<body>.+?)(?:['’]s?)? (?:spokes(?:man|woman|person|people)|press (?:office|service|"
    r"secretary))$",
    re.IGNORECASE,
)
DOCUMENT_OF = re.compile(
    r"^(?:an?|the|its|one|his|her|their|this|that)?\s*(?:[\w-]+ ){0,3}?(?:statement|report|"
    r"analysis|finding|findings|"
    r"investigation|study|letter|communiqu[ée]|press release|bulletin|document|post|tweet|"
    r"figures|data|"
    r"survey|review|inquiry|memo|account|dispatch|log|clarification)s? (?:\w+ )?(?:by|of|from) "
    r"(?P<body>.+)$",
    re.IGNORECASE,
)
POSSESSED_DOCUMENT = re.compile(
    r"^(?P<body>.+?)['’]s? (?:own |latest |first |final )?(?:statement|report|analysis|findings?|"
    r"investigation|study|"
    r"bulletin|figures|data|survey|review|account|website|communiqu[ée]|press release|version)s?$",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r",?\s+\b(?:who|which|whose|whom|that|speaking|citing|quoting|seen by|based in|reached|"
    r"contacted|"
    r"asked|interviewed|including|led by|headed by)\b.*$",
    re.DOTALL,
)
DETERMINER = re.compile(
    r"^(?:the|an?|this|that|these|those|its|his|her|their|our|my|some|both)\s+", re.IGNORECASE
)
ROLE_BEFORE_NAME = re.compile(
    r"^.*\b(?:leader|captain|manager|governor|chairman|chairwoman|chair|head|director|coach|"
    r"editor|lawyer|"
    r"attorney|analyst|professor|economist|historian|candidate|nominee|mayor|minister|president|"
    r"premier|"
    r"spokes\w+|judge|justice|prosecutor|inspector|officer|sheriff|chief|deputy|secretary|activist|"
    r"journalist|reporter|author|engineer|teacher|doctor|nurse|surgeon|farmer|resident|witness|"
    r"neighbou?r|"
    r"owner|founder|adviser|advisor|aide|ambassador|envoy|senator|congressman|congresswoman|"
    r"representative|lawmaker|official|commander|general|colonel|strategist|mother|father|wife|"
    r"husband|"
    r"brother|sister|son|daughter|supt|goalkeeper|winger|driver|consultant|researcher|scientist|"
    r"director|"
    r"executive|CEO|consul|bishop|imam|player|defender|striker)s?,? (?P<name>(?:[A-Z][\w.'’-]*|"
    r"al-[A-Z]\w+)"
    r"(?: (?:(?:al|bin|ibn|de|van|von|der|da|el|del|la|ag) )*(?:[A-Z][\w.'’-]*|"
    r"al-[A-Z]\w+)){0,3})$",
    re.IGNORECASE,
)
OWNED = re.compile(r"['’]s? [a-z][\w-]*$")  # "Bashar al-Assad's government" is no person
NUMBERED = re.compile(
    r"^(?:(?:at least|about|some|more than) )?(?:\d[\d,]*|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|"
    r"several|many|dozens of|hundreds of)\s+(?=[a-z])",
    re.IGNORECASE,
)
REDUCED = re.compile(
    r"\s+\b(?:briefed|parked|held|released|leaked|reached|contacted|interviewed|seen|known as|"
    r"familiar with|"
    r"close to|with knowledge|present|who|there$|here$|loyal)\b.*$"
)
COORDINATION = re.compile(r",? (?:and|as well as|along with|together with|or) ")
# What stands before "spokesman" and is no body: "its spokesman", "a senior spokesman".
ITS = {"its", "it", "his", "him", "her", "their", "them", "our", "us", "my", "me"}
NO_BODY = set(
    " a an one the another other this that these some several two three senior chief unnamed "
    "former "
    "official".split(" ")
)
MINISTRY_OF_TWO = re.compile(r"\b(?:Ministry|Department) (?:of|for) \w+ and [A-Z]\w+$")


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice as a mention gives it.

    `name` has neither determiner nor title; `words` are all the ways the mention puts it
    (appositions too). `is_named` tells a proper name from a description, `pronoun` is set where
    the mention is one.
    """

    name: str
    words: tuple[str, ...]
    is_named: bool = False
    is_person: bool = False
    is_plural: bool = False
    pronoun: str | None = None


def read_mention(text: str) -> tuple[Voice, ...]:
    """Return the voices of a mention: two for "Russia and Syria", one as a rule.

    A mention that names nobody (a stray mark, "the") has none.
    """
    words = re.sub(r"\s*\([^()]*\)", "", " ".join(text.split())).strip(' ,;:."“”')
    if words.lower() in PRONOUNS:
        return (Voice(words, (words,), pronoun=words.lower()),)
    parts = _coordinated(words)
    voices = (_read_voice(part) for part in parts)
    return tuple(voice for voice in voices if _names_somebody(voice))


def bare(name: str) -> str:
    """Strip determiners, possessive marks and quotation marks from a name."""
    name = name.strip(" ,;:.\"“”'‘’")
    name = re.sub(r"['’]s?$", "", name)
    return DETERMINER.sub("", name).strip()


def is_proper(name: str) -> bool:
    """Whether a bare name is a proper one: its last capitalised word ends it, or begins it."""
    tokens = [token for token in name.split() if token[0].isalnum()]
    if not tokens:
        return False
    return tokens[0][0].isupper() or sum(token[0].isupper() for token in tokens) * 2 > len(tokens)


def _names_somebody(voice: Voice) -> bool:
    return len(voice.name) > 1 and bool(voice.words) and voice.name.lower() not in ("the", "an")


def role_and_name(name: str) -> re.Match[str] | None:
    """Match "council leader Imran Sethi"; its group ``name`` is the name alone."""
    match = ROLE_BEFORE_NAME.match(name)
    if not match or BODY_WORD.search(match["name"]):
        return None
    tokens = match["name"].split()
    return (
        match if tokens[0][0].isupper() and (tokens[-1][0].isupper() or "-" in tokens[-1]) else None
    )


def _coordinated(words: str) -> list[str]:
    """Split "the army and Russia"; leave "the Ministry of Health and Education" whole."""
    head = re.split(r",? \b(?:who|which|whose)\b", words)[0]
    parts = [part.strip(" ,") for part in COORDINATION.split(head)]
    if len(parts) < 2 or MINISTRY_OF_TWO.search(head):
        return [words]
    if not all(_can_speak(part) for part in parts):
        return [words]
    listed = [piece.strip() for part in parts[:-1] for piece in part.split(", ")]
    if not all(_can_speak(piece) for piece in listed):
        listed = parts[:-1]
    return [*(piece.removeprefix("both ") for piece in listed), parts[-1]]


def _can_speak(part: str) -> bool:
    """A noun phrase of its own: determined or wholly proper, not the tail of "of …"."""
    if re.match(
        r"^(?:the|an?|his|her|its|their|both|two|three|several|some)\s", part, re.IGNORECASE
    ):
        return True
    tokens = part.split()
    return bool(tokens) and tokens[0][0].isupper() and not re.search(r"\b(?:of|for|on|in)\b", part)


def _read_voice(words: str) -> Voice:
    whole = words
    words = RELATIVE.sub("", words).strip(" ,") or words
    for pattern in (SPEAKING_FOR, DOCUMENT_OF, POSSESSED_DOCUMENT, BODY_SPOKESMAN):
        match = pattern.match(words.split(", ")[0])
        if match and match["body"].lower() in ITS:
            return Voice(words, (whole,), pronoun=match["body"].lower())
        if match and ", " not in words and bare(match["body"]).lower() not in NO_BODY:
            body = match["body"]
            if pattern is BODY_SPOKESMAN:  # "a ministry spokesman" speaks for the ministry
                body = re.sub(r"^an? ", "the ", body, flags=re.IGNORECASE)
            return _named_voice(body, (whole,))
    parts = [part for part in words.split(", ") if part]
    named = _apposed_name(parts)
    if named is not None:
        return _named_voice(named, (named, *(part for part in parts if part != named)))
    return _named_voice(parts[0] if parts else words, tuple(parts) or (whole,))


def _apposed_name(parts: list[str]) -> str | None:
    """The proper name of "its director, Dr Levan Bercu" or "the rulers, the Defence Council"."""
    for part in parts[:2]:
        if _is_person(part):
            return part
    if len(parts) > 1 and not is_proper(bare(parts[0])) and is_proper(bare(parts[1])):
        return parts[1]
    return None


def _named_voice(words: str, called: tuple[str, ...]) -> Voice:
    name = REDUCED.sub("", NUMBERED.sub("", bare(words))) or bare(words)
    person = _is_person(words)
    if person and (match := TITLED.match(name) or role_and_name(name)):
        name = bare(match["name"])
    elif OWNED.search(name) and (match := TITLED.match(name)):
        name = match["name"]
    return Voice(
        name=name,
        words=tuple(dict.fromkeys(part for part in (words, *called) if part)),
        is_named=is_proper(name),
        is_person=person,
        is_plural=_is_plural(name),
    )


def _is_person(words: str) -> bool:
    """A titled name, or two or three capitalised words none of which names a body."""
    name = bare(words)
    if OWNED.search(name):
        return False
    if TITLED.match(name) or role_and_name(name):
        return True
    tokens = name.split()
    particles = {"al", "bin", "ibn", "de", "van", "von", "der", "da", "el", "del", "la", "ag"}
    return (
        2 <= len(tokens) <= 4
        and not DETERMINER.match(words)
        and all(t[0].isupper() or t.lower() in particles or t.startswith("al-") for t in tokens)
        and not BODY_WORD.search(name)
    )


def _is_plural(name: str) -> bool:
    last = name.split()[-1] if name.split() else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


BODY_WORD = re.compile(
    r"\b(?:Ministry|Army|Force|Forces|Corps|Service|Police|Council|Committee|Commission|Union|"
    r"Observatory|Centre|Center|Hospital|Brigades?|Front|Party|Court|Agency|Office|Department|"
    r"University|Institute|Group|Company|Bank|Times|Post|News|Television|TV|Radio|House|States|"
    r"Nations|Kingdom|Republic|Association|Federation|Foundation|Society|Helmets|Crescent|Cross|"
    r"Coalition|Movement|Rights|Authority|Board|Organi[sz]ation|Parliament|Congress|Senate|Mission|"
    r"Command|Guard|Network|International|Watch|Campaign|Journal|Press|Reuters|Airlines?|Inc|Ltd|"
    r"Navy|Militia|Alliance|League|Bureau|Directorate|Ward|Monitor|Gazette|Herald|City|County|"
    r"Rescue|Relief|Aid|Medical|Health|Chemicals?|Pharma\w*|Industries|Energy|Oil|Gas|Power|"
    r"Electric|Railways?|Rail|Lines?|Airways|Motors|Mining|Holdings|Steel|Shipping|Logistics|"
    r"Technolog\w+|Systems|Software|Capital|Partners|Foods|Water|Transport|Trust|Fund|Club|United|"
    r"School|College|Academy|Museum|Church|Squadron|Battalion|Regiment|Unit|Division|Labs?|"
    r"Democrats?|Republicans?|Staff|Administration|Government|East|West|North|South)\b"
)
