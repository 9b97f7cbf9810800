"""Narration: what the writer states without naming anyone, as claims of the outlet.

In real news many a denial answers a charge that nobody is quoted making. A sentence outside every
attribution counts where it reads as a statement; of a sentence that also holds an attribution
only a clause that stands by itself does. Where in doubt a sentence is left out.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrib.records import Article, Attribution, Source, SourceKind, Span

NO_OUTLET = "the article"
DATED = 40  # characters by which a heading with its date is longer than the title
MIN_CONTENT = 2  # words that say something
SCARE_QUOTE = 4  # words in quotation marks that a writer may still use as their own

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
# A quotation mark that is never closed holds to the end of its line.
QUOTED = re.compile(
    r"“[^”\n]*”?|«[^»\n]*»?|(?<!\w)‘[^’\n]*(?:’(?=\w)[^’\n]*)*’?"
    r"|(?<![\w.,!?])\"(?=\S)(?:[^\"\n]|\"(?=\w))*\"?"
)
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’/-]+(?:[ ,]+[A-Z][\w.'’]*){0,4}(?:,? \d{1,2}(?:, \d{4})?)? ?)?"
    r"(?:\([A-Z][\w /.,-]{1,40}\) ?)?[–—-]{1,2} +(?=[A-Z\"“‘])"
)
EDGES = " \t\r\n,;:–—-"
STOPPED = re.compile(r"\.[\"”’»)\]]*$")
# What a clause beside an attribution may begin and end with, so that it is no part of it.
JOINS = (
    r"(?:but|yet|while|whereas|when|after|before|as|because|since|although|even though|though)\b"
)
OPENS = re.compile(rf"[\s,]*(?:[;:–—]\s*(?:and\b|{JOINS})?|{JOINS})\s*", re.IGNORECASE)
CLOSES = re.compile(rf"(?:[\s,]+(?:{JOINS}|and)|\s*[;:–—])[\s,]*$", re.IGNORECASE)
SUBORDINATOR = re.compile(rf"{JOINS}\s+", re.IGNORECASE)
STARTS = re.compile(r"(?:(?:And|But|Yet|So|Meanwhile|However|Still),? )?")
NO_START = re.compile(
    r"(?:how|why|whether|who|(?:even )?if|unless|which|that)\b(?! (?:is|was)\b)", re.IGNORECASE
)

AUXILIARIES = frozenset(
    "is are was were am has have had does do did will would can could may might must shall should "
    "cannot".split()
)
PAST = frozenset(
    "fell took went came gave saw knew grew broke began rose drove wrote flew spoke stole threw "
    "wore chose drew shook sank ran became fled forgot swam bore sprang arose tore blew ate drank "
    "sang rang lay underwent withdrew overthrew undertook slew".split()
)
SURE = AUXILIARIES | PAST
PARTICIPLES = frozenset(
    "hit cut set put left made held lost found built brought sent shot led met won struck kept "
    "bought sold paid burst caught dealt fought hurt laid lent slept spent stood taught swept shut "
    "split spread".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any no each every both all "
    "many several few more most other another".split()
)
PREPOSITIONS = frozenset(
    "of in on at to for from with without by about after before between during over under near "
    "into onto through against among across since until amid around behind inside outside per "
    "despite following including".split()
)
JOINTS = frozenset("and or nor but as than who which whose if when where to be been being".split())
EMPTY = (
    AUXILIARIES
    | DETERMINERS
    | PREPOSITIONS
    | JOINTS
    | frozenset(
        "it he she they we i you there here not what also then now still just so very too up out "
        "down off away back only even later earlier today yesterday tomorrow tonight morning "
        "afternoon evening night noon midnight day days week weeks month months year years monday "
        "tuesday wednesday thursday friday saturday sunday january february march april may june "
        "july august september october november december one two while because although though "
        "last next early late".split()
    )
)

# Whoever reports speech says who spoke, though no attribution was found: left out.
SAYS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tell(?:s|ing)?|according to|add(?:ed|s|ing) that|stated|"
    r"(?:claim|insist|confirm|warn|reject|dismiss|admitt?|ask|suggest|predict|hope|expect|fear|"
    r"condemn|maintain|complain|stress)(?:s|es|ed|d)?|(?:alleg|argu|announc|believ|accus|blam|"
    r"acknowledg|quot|estimat|describ|urg|declar|conced|promis|pledg)(?:e|es|ed|ing)|"
    r"(?:claim|insist|confirm|warn|reject|dismiss|ask)ing|den(?:y|ies|ied|ying)|thinks?|"
    r"wr(?:ote|ites)|tweet(?:s|ed)|repl(?:ies|ied)|testif(?:ies|ied)|vow(?:s|ed)|not(?:es|ed) that|"
    r"(?:he|she|it|they|who) added|reports (?:from|on)|reports$|expressed|agree[sd]?|"
    r"allegations?|accusations?|report(?:s|ed) (?:that|the|an?)|"
    r"(?:news|media|police|local|initial|unconfirmed) reports?|reportedly|allegedly|apparently)\b",
    re.IGNORECASE,
)
# "was accused of taking bribes" names no accuser; the writer alone puts the charge.
NOBODY_SAYS = re.compile(
    r"\b(?:is|are|was|were|been|being|stands?|stood) (?:\w+ly )?"
    r"(?:accused|alleged|believed|blamed|said|reported|estimated|suspected|expected)\b"
    r"(?!.{0,80}\bby (?:the|an?|its?|his|her|their|[A-Z]))"
)
NO_STAND = re.compile(
    r"\b(?:(?:not|un)(?: (?:immediately|yet|entirely|completely))? ?(?:clear|known)|"
    r"no (?:immediate|independent|official|word|comment|details|one has claimed)\b|"
    r"remains? (?:to be seen|open|unclear)|declin\w+ to)|"
    r"\b(?:(?:could|can)(?: not|not|n['’]t)(?: \w+)? (?:be )?"
    r"(?:reached|verif\w+|confirm\w*|establish\w*)|"
    r"(?:did|has|have|had)(?: not|n['’]t)(?: \w+ly)? (?:yet )?"
    r"(?:comment|respond|repl|return|answer)\w*)",
    re.IGNORECASE,
)
ADDRESSES = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|[Yy]ou|[Yy]our|Let['’]s)\b")
BYLINE = re.compile(r"By (?:(?:[A-Z][\w.’'-]*|and|of|for|the|in),? ?)+$")
FURNITURE = re.compile(
    r"\(photo\b|^(?:[(\[*•]|https?:|www\.|(?:Read|See|Click|Watch|Follow|Sign|Subscribe|Share|Photo|"
    r"Photograph|Picture|Image|Video|File photo|Credit|Source|Caption|Editing|Reporting|"
    r"Additional reporting|Writing|Compiled|Copyright|Correction|Editor['’]s note|Note|Related)\b"
    r"(?! (?:of|from)\b))|©|"
    r"\b(?:all rights reserved|contributed to this (?:report|story|article)|reporting by|"
    r"editing by|(?:file|AP|AFP|Reuters|Getty) (?:photo|image|picture)s?|getty images|pictured|"
    r"(?:this|the) (?:story|article|post|report) (?:was|has been) (?:first |originally )?"
    r"(?:updated|corrected|published)|follow \w+ on|on twitter at|can be reached at|newsletter)\b",
    re.IGNORECASE,
)
SCENE = re.compile(
    r"(?:It|That|This) (?:is|was|had been) "
    r"(?:(?:an?|the|just|already|only|still|late|early|\w+ly) )*(?:\w+ )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|morning|afternoon|evening|night|day|noon|"
    r"midnight|spring|summer|autumn|winter)\b(?! (?:that|when))"
)


def find_narration(
    article: Article, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Find what the writer states without naming anyone, in the order of the text.

    Each statement is an attribution with content only; a repeated one counts once. Ids are
    N1, N2, …
    """
    taken = _taken(article, attributions)
    quoted = [Span(*match.span()) for match in QUOTED.finditer(article.text)]
    clauses = (
        clause
        for n, sentence in enumerate(_without_dateline(article.text, s) for s in article.sentences)
        if _may_state(article, sentence)
        for clause in _clauses(article.text, sentence, taken[n])
        if not _is_quoted(article.text, clause, quoted)
    )
    first: dict[str, Span] = {}
    for clause in clauses:
        first.setdefault(_letters(clause.of(article.text)), clause)
    return tuple(
        Attribution(f"N{n}", (), (), (clause,), narrated=True)
        for n, clause in enumerate(first.values(), start=1)
    )


def with_outlet(
    article: Article, sources: Sequence[Source], narrated: Sequence[Attribution]
) -> tuple[Source, ...]:
    """Return the sources with the outlet as the one who makes the narrated attributions.

    A source that already goes by the outlet's name takes them; else the outlet comes last.
    """
    if not narrated:
        return tuple(sources)
    made = tuple(one.id for one in narrated)
    outlet = (article.outlet or "").strip()
    for n, source in enumerate(sources):
        if source.kind is not SourceKind.UNKNOWN and _goes_by(source, outlet):
            own = replace(source, kind=SourceKind.MEDIA, attributions=(*source.attributions, *made))
            return (*sources[:n], own, *sources[n + 1 :])
    ids = {source.id for source in sources}
    id = next(id for n in itertools.count(len(sources) + 1) if (id := f"S{n}") not in ids)
    return (*sources, Source(id, outlet or NO_OUTLET, SourceKind.MEDIA, (), made))


def _goes_by(source: Source, outlet: str) -> bool:
    return bool(outlet) and _plain(outlet) in map(_plain, (source.name, *source.aliases))


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


def _taken(article: Article, attributions: Sequence[Attribution]) -> dict[int, list[Span]]:
    """Return what attributions take of each sentence, from their first word to their last."""
    taken: dict[int, list[Span]] = defaultdict(list)
    for one in attributions:
        spans = sorted((*one.source, *one.cue, *one.content))
        for n in sorted({n for span in spans for n in article.sentences_at(span)}):
            inside = [span for span in spans if span.overlaps(article.sentences[n])]
            taken[n].append(Span(inside[0].start, max(span.end for span in inside)))
    return taken


def _without_dateline(text: str, sentence: Span) -> Span:
    dateline = DATELINE.match(text, sentence.start, sentence.end)
    return Span(dateline.end(), sentence.end) if dateline else sentence


def _may_state(article: Article, sentence: Span) -> bool:
    """Whether a sentence is a declarative one of running text: no heading, caption or byline."""
    words = sentence.of(article.text)
    no_statement = FURNITURE.search(words) or SCENE.match(words) or BYLINE.match(words)
    if no_statement or not STOPPED.search(words):
        return False
    title = _letters(article.title or "")
    if title and title in _letters(words) and len(words) < len(article.title or "") + DATED:
        return False
    long: list[str] = [word for word in WORD.findall(words) if len(word) > 3]
    return 4 * sum(word[0].islower() for word in long) >= len(long)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _clauses(text: str, sentence: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield the clauses of a sentence that stand by themselves outside what is taken."""
    for piece in _outside(sentence, taken):
        clause = _clause(text, piece, sentence)
        if clause and _states(clause.of(text), beside=piece != sentence):
            yield clause


def _outside(whole: Span, taken: Sequence[Span]) -> Iterator[Span]:
    start = whole.start
    for span in sorted(taken):
        if start < span.start:
            yield Span(start, min(span.start, whole.end))
        start = max(start, span.end)
    if start < whole.end:
        yield Span(start, whole.end)


def _clause(text: str, piece: Span, whole: Span) -> Span | None:
    """Cut a piece to its clause; None where it leans on the attribution before or after it."""
    start, end = piece.start, piece.end
    if end < whole.end:
        words = text[start:end]
        closing = CLOSES.search(words)
        end = start + (closing.start() if closing else len(words.rstrip().removesuffix(",")))
        subordinator = SUBORDINATOR.match(words) if start == whole.start else None
        if subordinator and "," not in text[start:end]:
            start += subordinator.end()
        elif not closing:
            return None
    opening = (STARTS if piece.start == whole.start else OPENS).match(text, start, end)
    return _trimmed(text, opening.end(), end) if opening else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    kept = text[start:end].strip(EDGES).removesuffix(".")
    if not kept.strip():
        return None
    start = text.index(kept, start)
    return Span(start, start + len(kept))


def _states(words: str, *, beside: bool) -> bool:
    """Whether a clause puts something forward in the writer's own name."""
    if NO_START.match(words) or NO_STAND.search(words) or ADDRESSES.search(words):
        return False
    if SAYS.search(NOBODY_SAYS.sub(" ", words)):
        return False
    tokens = WORD.findall(words)
    content = [word for word in tokens if word.lower() not in EMPTY and not word.isdigit()]
    return len(content) >= MIN_CONTENT and _has_finite_verb(tokens, beside=beside)


def _has_finite_verb(tokens: Sequence[str], *, beside: bool) -> bool:
    """Whether a verb follows a subject, as far as forms tell; beside an attribution a sure one."""
    sure_only = beside and tokens[0].lower() in PREPOSITIONS
    for n, (before, token) in enumerate(itertools.pairwise(tokens), start=2):
        before, word = before.lower(), token.lower()
        if word in SURE or word.endswith(("n't", "n’t")):
            if before not in JOINTS:
                return True
        elif before in DETERMINERS | PREPOSITIONS | JOINTS or not token.islower() or sure_only:
            continue
        elif word in PARTICIPLES or (word.endswith("ed") and len(word) > 3):
            return True
        elif word.endswith("s") and not word.endswith(("ss", "us")):
            if not beside and n < len(tokens):
                return True
    return False


def _is_quoted(text: str, clause: Span, quoted: Sequence[Span]) -> bool:
    """Whether a clause is somebody's words: more of it than a phrase stands in quotation marks."""
    return any(
        span.overlaps(clause)
        and (
            span.start < clause.start
            or span.contains(clause)
            or len(WORD.findall(span.of(text))) > SCARE_QUOTE
        )
        for span in quoted
    )
