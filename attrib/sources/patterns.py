"""How mentions are put: the patterns and pronouns that tell one construction from another."""

from __future__ import annotations

import re

from attrib.sources.lexicon import DOCUMENTS, PREPOSITIONS

PRONOUNS = {
    "he": "person", "him": "person", "his": "person", "she": "person", "her": "person",
    "himself": "person", "herself": "person",
    "it": "body", "its": "body", "itself": "body",
    "they": "many", "them": "many", "their": "many", "both": "many", "one": "many",
    "each": "many", "both sides": "many", "the two": "many", "the pair": "many",
    "each side": "many",
    "who": "relative", "which": "relative", "that": "relative", "whom": "relative",
    "many of whom": "relative", "some of whom": "relative", "both of whom": "relative",
    "we": "speaker", "i": "speaker", "my": "speaker", "our": "speaker", "us": "speaker",
    "me": "speaker", "the one": "described", "you": "listener", "your": "listener",
}  # fmt: skip
# What stands for two that were put together; where no two are clear, a noun may still tell who.
JOINT = re.compile(
    r"(?:they )?(?:both|the two|neither|the pair|the duo)(?: of them)?"
    r"|(?:both|the two|neither) (?:[a-z]+ )?(?:[a-z]+s|men|women|man|woman|side|party|country|"
    r"government|leader|minister|company|army)"
    r"|the (?:leaders|ministers|presidents|sides)"
)
NO_NOUN = re.compile(  # that describes nobody by itself
    r"neither\b|.*\b(?:both|two|pair|duo|them|sides?|men|women|countries|governments|nations)$"
)
SPOKES = r"(?:spokes(?:man|woman|person|people|men|women)|press (?:office|service|secretary))"
SPEAKING_FOR = re.compile(
    rf"^(?:an?|the|its|one|another)?\s*(?:\w+ ){{0,3}}?(?:{SPOKES}|representatives?) "
    r"(?:for|of|at|from|with) (?P<body>.+)$",
    re.IGNORECASE,
)
BODY_SPOKESMAN = re.compile(rf"^(?P<body>.+?)(?:['’]s?)? {SPOKES}$", re.IGNORECASE)
DOCUMENT_OF = re.compile(
    rf"^(?:an?|the|its|one|his|her|their|this|that)?\s*(?:[\w-]+ ){{0,3}}?{DOCUMENTS}s? "
    r"(?:[\w-]+ )?(?:by|of|from) (?P<body>.+)$",
    re.IGNORECASE,
)
POSSESSED_DOCUMENT = re.compile(
    rf"^(?P<body>.+?)['’]s? (?:[\w-]+ )?(?:{DOCUMENTS}|website|version)s?$",
    re.IGNORECASE,
)
NAMED_AS = re.compile(
    r"\b(?:gave (?:his|her|their) name (?:only )?as|identified (?:himself |herself )?(?:only )?as|"
    r"(?:also )?known (?:only |simply )?as|calling (?:itself|himself|herself|themselves)|"
    r"who goes by|going by|named|called|nicknamed|code-?named) (?P<name>[“\"]?[A-Z][^,]*)$"
)
PARTY_AND_PLACE = re.compile(r",? [(]?[RDI]-[A-Z][\w.]*(?: [A-Z][\w.]*)?[)]?,?")
LEADING = re.compile(
    r"^(?:as|meanwhile|but|and|while|according to|said|with|by|from|through|in|inside|via|even|"
    r"only|also|then|however|later|like|what|when|among)[ ,]+(?=\S)",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r",?\s+\b(?:who|which|whose|whom|that|speaking|citing|quoting|seen by|based in|reached|"
    r"contacted|asked|interviewed|including|led by|headed by|viewed by|obtained by|published|"
    r"posted|released|conducted)\b.*$",
    re.DOTALL,
)
DETERMINER = re.compile(
    r"^(?:the|an?|this|that|these|those|its|his|her|their|our|my|both)\s+", re.IGNORECASE
)
SELF = re.compile(r"(?<=\w)(?<!calling) (?:himself|herself|itself|themselves)\b")
CAMPAIGN = re.compile(
    r"^(?:the )?(?P<owner>(?!His|Her|Their|The)[A-Z][\w.]*(?: [A-Z][\w.]*)?)(?:['’]s?)? "
    r"(?:[a-z]+ )?campaign$"
)
KIN_OF = re.compile(
    r"^(?P<owner>his|her|their|[A-Z][\w. ]*['’]s?) (?:[a-z-]+ )?(?P<kin>[a-z-]+),? "
    r"(?P<name>[A-Z]\w+)"
    r"(?:,.*)?$",
    re.IGNORECASE,
)
DASH = re.compile(r"\s?(?:—|\s[–-]{1,2}\s)\s?")
CONTRACTED = re.compile(r"^(he|she|it|they|I|we|you|who)['’](?:s|d|ll|re|ve|m)$", re.IGNORECASE)
OWNED = re.compile(r"['’]s? [a-z][\w-]*$")  # "Bashar al-Assad's government" is no person
NUMBERED = re.compile(
    r"^(?:(?:at least|about|some|more than) )?(?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|hundreds of)\s+(?=[a-z])(?!percent|per cent|million|thousand)",
    re.IGNORECASE,
)
# Who works at a body and speaks for it: "analysts at Brightwall".
WORKING_AT = re.compile(
    r"^(?:[A-Za-z-]+ )?(?:analysts|inspectors|investigators|researchers|engineers|surveyors) "
    r"(?:at|of|from|with) (?P<body>(?:the )?[A-Z].+)$",
    re.IGNORECASE,
)
PUBLISHED_BY = re.compile(
    rf"\b{DOCUMENTS}s? (?:published|released|issued|conducted|posted|compiled|written|"
    r"commissioned) (?:\w+ )?by (?P<body>[^,]+)$"
)
# "the city's chamber of commerce": whose it is goes without saying.
HOME = re.compile(
    r"^the (?:city|town|country|league|state|region|province|county|islands?|nation|armed forces|"
    r"club|party)['’]s? ",
    re.IGNORECASE,
)
ONE_OF = re.compile(
    r"^(?:as )?(?:one|two|three|some|many|several|most|all|each|none|others?) of (?:the )?",
    re.IGNORECASE,
)
REDUCED = re.compile(
    r"\s+\b(?:briefed|parked|held|released|leaked|reached|contacted|interviewed|seen|known as|"
    r"present|who|there$|here$|loyal)\b.*$"
)
DETERMINED = re.compile(
    r"^(?:the|an?|his|her|its|their|both|two|three|several|some|other|many)\s", re.IGNORECASE
)
COORDINATION = re.compile(r",? (?:and|as well as|along with|together with|or|nor) ")
OF_TWO = re.compile(
    r"^(?:the )?(?:two )?(?P<head>government|parliament|president)s (?P<of>of|in|for) "
    r"(?P<a>(?:the )?[A-Z][\w ]*?)"
    r" and (?P<b>(?:the )?[A-Z][\w ]*)$",
    re.IGNORECASE,
)
# What stands before "spokesman" and is no body: "its spokesman", "a senior spokesman".
ITS = {"its", "it", "his", "him", "her", "their", "them", "our", "us", "my", "me"}
NO_BODY = set(
    "a an one the another other this that these some several two three senior chief unnamed "
    "former official top longtime".split()
) | {""}
BODY_OF_TWO = re.compile(  # "the Ministry of Health and Education"
    r"\b(?:(?:Ministry|Department) (?:of|for) \w+ and [A-Z]\w+$|(?:Cent(?:er|re)|Institute|"
    r"Council|Committee|Office) (?:for|on) [A-Z]\w+ and [A-Z]\w+(?: [A-Z]\w+)*)"
)
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
    r"Democrats?|Democratic|Republicans?|Staff|Administration|Government|East|West|North|South|"
    r"Tribune|Examiner|Chronicle|Courier|Ledger|Star|Mail|Telegraph|Guardian|Globe|Street|Tower|"
    r"Square|Airport|Bay|River|Valley|Island|Islands|Beach|Hill|Hotel|Poll|Survey|Report|Act|"
    r"Amendment|Caller|Beast|Magazine|Review|Wire|Americans?|Conference|Convention|Summit|Caucus|"
    r"Project|Initiative|Program|Security|Intelligence|State|Defen[cs]e|Tea|PAC|Media|Chamber|"
    r"Air|Wings|Train|Commerce|Enquirer|Observer|Standard|Week|Today|Page|Live|Show)\b"
)
POSSESSOR = re.compile(r"^(?P<owner>.+?(?:['’]s|s['’])) (?P<rest>.+)$")
BELONGING = re.compile(
    r"^(?:an?|the|one|some)?\s*(?P<what>[a-z]+) (?:for|of|to) (?P<owner>[^,]+)$", re.IGNORECASE
)
SURNAME = re.compile(r"(?:(?:Mr|Mrs|Ms)\.? )?[A-Z][a-z’'-]+(?:['’]s?)?")
A_GROUP = re.compile(r"\b(?:itself|themselves|group|gang|company|firm|unit)\b")


def bare(name: str) -> str:
    """Strip determiners, possessive marks and quotation marks from a name."""
    name = name.strip(" ,;:.\"“”'‘’")
    name = re.sub(r"['’]s?$", "", name)
    return DETERMINER.sub("", name).strip()


def head_of(name: str) -> str:
    """The noun that a name is about: what stands before "of" or "for", or its last word."""
    tokens = name.casefold().split()
    for at, token in enumerate(tokens):
        if at and token in PREPOSITIONS:
            return tokens[at - 1].strip(",")
    return tokens[-1].strip(",") if tokens else ""


def is_proper(name: str) -> bool:
    """Whether a bare name is a proper one: its last capitalised word ends it, or begins it."""
    tokens = [token for token in name.split() if token[0].isalnum()]
    if not tokens:
        return False
    return tokens[0][0].isupper() or sum(token[0].isupper() for token in tokens) * 2 > len(tokens)


def is_plural(name: str) -> bool:
    """Whether a name ends like a plural: "villagers"."""
    last = name.split()[-1] if name.split() else ""
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))


def is_pronoun(words: str) -> bool:
    """Whether words are a pronoun, or point as one does: "it", "the two"; "US" and "WHO" do not."""
    return words.lower() in PRONOUNS and not (len(words) > 1 and words.isupper())


def is_joint(words: str) -> bool:
    """Whether words stand for two that the text has put together: "both", "the two ministers"."""
    return JOINT.fullmatch(words.lower()) is not None
