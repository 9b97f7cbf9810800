"""What sort of voice a source is, from the words it is called by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrib.records import SourceKind
from attrib.sources.patterns import bare

# The first row that fits decides, so the particular stands before the general.
KINDS: tuple[tuple[SourceKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        (
            SourceKind.RESCUER,
            r"white helmets|rescue\w*|civil defen[cs]e|red (?:crescent|cross)|fire(?: service| "
            r"brigade|"
            r"fighters?)|ambulance\w*|coast ?guard|lifeboat\w*",
        ),
        (
            SourceKind.MEDIC,
            r"hospitals?|clinics?|doctors?|dr|nurses?|surgeons?|medics?|medical|paramedics?|"
            r"health workers?",
        ),
        (
            SourceKind.MONITOR,
            r"observatory|monitor\w*|watchdog|human rights|amnesty|united nations|un|observers?|"
            r"inspectors?|inspectorate|commission|mission|rapporteur|ombuds\w+|auditors?",
        ),
        (
            SourceKind.WITNESS,
            r"residents?|witness\w*|eyewitness\w*|villagers?|neighbou?rs?|survivors?|locals|"
            r"bystanders?|passers-by|shopkeepers?|farmers?|relatives|family|families|passengers?",
        ),
        (
            SourceKind.MEDIA,
            r"newspapers?|news agency|television|tv|radio|broadcaster|times|post|reuters|"
            r"associated press|"
            r"ap|afp|bbc|cnn|gazette|herald|tribune|journalists?|reporters?|magazine|daily|media",
        ),
        (
            SourceKind.PARTY,
            r"army|military|air force|navy|armed forces|general command|command|troops|rebels?|"
            r"militia\w*|insurgents?|militants?|brigades?|front|coalition|government|regime|"
            r"kremlin|forces|faction\w*|hamas|hezbollah|taliban|company|firm|operator",
        ),
        (
            SourceKind.OFFICIAL,
            r"ministry|ministers?|president|police|mayor|governor|spokes\w+|officials?|office|"
            r"department|secretary|senators?|ambassador|general|colonel|brig|gen|col|lt|maj|"
            r"captain|"
            r"prosecutors?|judge|court|council|parliament|authorit\w+|agency|administration|chief|"
            r"commissioner|deputy|rep|sen|gov|congress\w*|chancellor|premier|king|queen",
        ),
        (
            SourceKind.ORGANISATION,
            r"group|union|association|organi[sz]ation|federation|society|institute|university|"
            r"foundation|party|campaign|board|committee|network|charity|bank|club|church|centre|"
            r"center|"
            r"inc|ltd|corporation|corp|movement|alliance",
        ),
    )
)
UNNAMED = re.compile(
    r"^(?:(?:an?|some|several|many|one|two|three|four|five|other|another|senior|unnamed|anonymous|"
    r"military|western|local|government|diplomatic|intelligence|critics|experts|analysts|people|"
    r"sources|officials)\b.*)$",
    re.IGNORECASE,
)


def kind_of(words: Iterable[str], *, is_person: bool, is_country: bool) -> SourceKind:
    """Return the kind of a source from everything it is called in the article.

    A country that speaks is a party. An unnamed witness is a witness: *unnamed* is for voices
    of which only that is known.
    """
    called = list(words)
    if is_country:
        return SourceKind.PARTY
    for kind, pattern in KINDS:
        if any(pattern.search(name) for name in called):
            is_general = kind in (SourceKind.OFFICIAL, SourceKind.PARTY, SourceKind.ORGANISATION)
            if is_general and called and UNNAMED.match(called[0]) and not is_person:
                return SourceKind.UNNAMED
            return kind
    if is_person:
        return SourceKind.PERSON
    name = bare(called[0]) if called else ""
    if name[:1].isupper() and not (UNNAMED.match(name) and name[1:].islower()):
        return SourceKind.ORGANISATION
    return SourceKind.UNNAMED
