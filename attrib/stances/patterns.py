"""Patterns of the words that carry a stance, as data: one table a way of taking or leaving it.

Each table is a list of alternatives, joined by `_any_of`; matching ignores case. They were
written against the dossiers, the stories and annotated training articles.
"""

from __future__ import annotations

import re

HAVE_OR_DO = r"(?:did|do|does|has|have|had)"
AUXILIARY = (
    r"(?:did|does|do|has|have|had|would|could|can|ca|will|wo|is|was|were|are|might|may|should|am)"
)
REPORT_NOUNS = (
    r"(?:claims?|reports?|allegations?|accusations?|charges?|suggestions?|assertions?|rumou?rs?|"
    r"stor(?:y|ies)|accounts?|statements?|idea|notion|figures?|numbers?|insinuations?|versions?|"
    r"findings?|contention|theory|tale|complaints?|criticism|talk|explanations?|tolls?|counts?)"
)


def _any_of(alternatives: list[str]) -> str:
    return "(?:" + "|".join(alternatives) + ")"


def _whole_words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any_of(list(alternatives))}\b", re.IGNORECASE)


# Words for "untrue" that turn "called X …" and "X was …" into a denial of X.
UNTRUE = (
    r"[\"“‘']?(?:it |an? |the |pure |completely |totally |entirely |utterly |simply |plainly |"
    r"sheer |mere |wholly |wildly |deliberate(?:ly)? |malicious |outright |absolute(?:ly)? |"
    r"complete |total |patently |big |blatant |shameless |filthy |demonstrably )*[\"“‘']?\b"
    + _any_of(
        [
            r"lies?|false(?:hoods?)?|untrue|inaccurate|incorrect|wrong|misleading|mistaken",
            r"baseless|groundless|unfounded|meritless|without (?:any )?(?:foundation|basis|merit)",
            r"not (?:true|correct|accurate|so)|made[- ]up|concocted|bogus|debunked",
            r"nonsens\w*|absurd\w*|ludicrous|ridiculous|preposterous|laughable|defamatory|"
            r"scurrilous",
            r"rubbish|garbage|bunk|malicious|a joke|miscount|misread",
            r"fabricat\w*|fak(?:e|ed|ery)|inventions?|invented|concoctions?|forger(?:y|ies)|forged",
            r"fictions?|fantas\w+|myths?|fairy tales?|fables?|legends?|farce|rumou?rs?|gossip",
            r"propaganda|slanders?|slanderous|libel\w*|smears?|slurs?|hoax\w*|staged|staging|"
            r"montage",
            r"disinformation|misinformation",
        ]
    )
    + r"\b"
)

# "call", "brand", "describe": denials if what follows the named claim runs it down.
LABELLING = re.compile(
    r"\b(?:call(?:s|ed|ing)?(?! (?:for|on|upon|in|off|out|to)\b)|brand(?:s|ed|ing)?|describ\w+|"
    r"labell?\w*|term(?:s|ed|ing)|characteri[sz]\w+|denounc\w+|condemn\w*|decri\w+|deem\w*)\b",
    re.IGNORECASE,
)
# Claims whose truth is in doubt by their very name: to run them down is to deny them, where a
# report, a toll or an idea may be called dreadful and yet be believed.
DOUBTFUL_NOUNS = (
    r"(?:claims?|allegations?|accusations?|charges?|suggestions?|assertions?|rumou?rs?|talk|"
    r"insinuations?|versions?|contention|tales?|stor(?:y|ies)|explanations?|theory|criticism)"
)
# What a claim may be called without being denied.
BELIEVED = _whole_words(
    r"true|truth\w*|correct|accurate|credible|plausible|convincing|reliable|fair|just(?:ified)?|"
    r"reasonable|serious|grave|important|significant|valid|legitimate|sound|compelling|damning|"
    r"alarming|worrying|worrisome|troubling|disturbing|shocking|sobering|sad|tragic|welcome|good|"
    r"heartbreaking|devastating|moving|harrowing|horrif\w+|unprecedented|brave|normal|routine|confidential|"
    r"preliminary|provisional|estimates?|first step"
)

# The source rejects that something is so.
REJECTS = _whole_words(
    r"den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss(?:es|ed|ing|als?)?|refut\w+|rebut\w*|rebuff\w*",
    r"disput(?:es|ed|ing)|dispute(?! (?:over|is|was|between|among|has))|repudiat\w+|"
    r"(?<!held )(?<!primary )(?<!presidential )(?<!nominating )(?<!\bthe )(?<!\ba )"
    r"contest(?:s|ed|ing)?|contradict\w*",
    r"disavow\w*|disown\w*|disclaim\w*|debunk\w*|rubbish(?:es|ed|ing)|discredit(?:s|ed|ing)?",
    r"pooh-poohed|discount(?:s|ed|ing)?|recant(?:s|ed|ing)?",
    r"scoff\w* at|scorn(?:s|ed|ing)|spurn\w*|laugh(?:s|ed|ing)? (?:off|at)|shrug\w* off|"
    r"brush\w* (?:aside|off)",
    r"wav\w+ (?:away|aside|off)|(?:shot|shoot\w*|knock\w+|swat\w+|shut\w*) (?:down|off|away)",
    r"(?:push\w*|jabb?\w*|hit\w*|fir\w+|shot|snapp\w+) back (?:\w+ )?(?:on|at|against)",
    r"(?:push\w*|jabb\w*) back|distanc\w+ (?:\w+sel(?:f|ves) )?from|back\w* away from",
    r"t(?:ake|akes|aking|ook) (?:it |that )?back|(?:walk(?:s|ed|ing)?|roll\w*) back|"
    r"retract(?:s|ed|ing)?|back-?pedal\w*",
    r"rul(?:e|es|ed|ing) out|t(?:ook|akes?|aking) (?:strong )?issue|bristled at",
    r"disagree(?:s|d|ing)?|disbeliev\w+|(?<!no )(?<!out )(?<!beyond )(?<!little )(?<!self-)"
    r"doubt(?:s|ed|ing)?|plead\w* not guilty|(?:is|are|was|were) (?:\w+ )?s[kc]eptical",
    r"no truth|nothing to do with|no part in|not true|untrue",
    HAVE_OR_DO + r"(?:n[’']t| not| never) (?:\w+ )?(?:agree|accept|believe|think|buy|share)",
    r"(?:am|is|are|was|were)(?:n[’']t| not) (?:buying|convinced)|"
    r"never (?:believed|thought|accepted|agreed)",
    r"(?:said|says|say|insist\w*|maintain\w*|stress\w*|add\w*) (?:that )?(?:it|he|she|they|we|I|"
    r"its? \w+|their \w+|his \w+|her \w+) (?:(?:had|has|have|did|does|do|was|were|is|are) (?:not|"
    r"never)|never)",
    r"(?:as|is|was|are|were|be|been|it) " + UNTRUE,
)
# … as these do where their content names a claim ("mocked the idea").
RUNS_DOWN = _whole_words(r"(?:challeng|mock|derid|ridicul)(?:e|es|ed|ing|s)?")
# The source refuses to act, or undoes a ruling: its content is what shall not stand.
REFUSES = _whole_words(
    r"refus(?:e|es|ed|ing|als?) to",
    r"overrul(?:e|es|ed|ing)|overturn(?:s|ed|ing)?|revers\w+ (?:\w+ ){1,3}(?:decision|ruling|"
    r"verdict)",
)

SAY = (
    r"(?:say|said|comment\w*|confirm\w*|verif\w+|specif\w+|elaborat\w*|know|known|discuss\w*|"
    r"answer\w*|respond\w*|repl\w+|return\w*|identif\w+|be drawn|speculat\w*|rul\w+ out|exclud\w*|"
    r"establish\w*|determin\w+|den\w+|disput\w+|tell|disclos\w*|in a position|give|given|take|"
    r"contest\w*|reject\w*|doubt\w*|refut\w*|challeng\w*|contradict\w*)"
)
# The source keeps from taking a stand, in the words of the cue.
WITHHOLDS = _whole_words(
    r"declin\w+",
    r"refus\w+ to (?:\w+ly )?(?:say|comment|confirm|den(?:y|ies)|discuss|answer|speculate|"
    r"disclose|reveal|name|identify|be drawn|take questions|respond|elaborate|speak|talk|address|"
    r"rule out|reject|dispute|disavow|disown|retract)",
    r"neither .{0,40}\bnor\b|(?:is|was|were|are|remain\w*) (?:still )?un(?:certain|decided)|"
    r"stopp\w* short|unaware|unable to|silent (?:on|about)|mum (?:on|about)",
    r"(?:no|any|without) (?:comment|record|information|knowledge|independent|immediate|answer|"
    r"reply|response|findings|mention|position|details?)|nothing to (?:add|say)",
    r"never (?:den|disput|contest|reject|confirm|comment|doubt|challeng)\w*",
    AUXILIARY + r"(?: not|n['’]t)(?: yet)? (?:\w+ly )?(?:aware|" + SAY + ")",
    r"(?:cannot|could not|can[’']t) (?:\w+ly )?(?:say|confirm|verify|comment|rule out|tell|"
    r"exclude|deny)",
    r"(?:would|could) neither|left (?:it )?open|(?:would|will) not be drawn|"
    r"without (?:say|mention|speak|nam|comment|giv|confirm|specify|elaborat|answer)ing|"
    r"said nothing|say nothing",
    r"(?:has|have|had) yet to|avoid(?:s|ed|ing)?|(?:evad|dodg)(?:e|es|ed|ing)|"
    r"(?:duck|sidestep)p?(?:s|ed|ing)?",
    r"fail\w* to (?:\w+ly )?(?:say|comment|confirm|deny|mention|respond|answer|address|explain|"
    r"reply)",
    r"prefer\w* not to|(?:under pressure|urged|asked|told) to (?:den|confirm|reject|dismiss|"
    r"repudiat|disavow|disput)\w*|(?:not|un)(?: \w+)?[ -]?(?:clear|certain|sure|decided)",
    r"(?:is|was|are|were) (?:still )?(?:checking|examining|looking (?:in|at)|investigating|"
    r"reviewing)",
    r"look\w* into|investigat\w+ (?:whether|if|how|who)|mull(?:s|ed|ing)?|"
    r"consider(?:s|ed|ing)? (?:whether|if)|deciding (?:whether|if|how)",
    r"wonder\w*|ponder\w*|want(?:s|ed)? to know",
)
# A negation that withholds nothing.
PLAIN_NEGATIONS = _whole_words(
    r"not (?:only|just|merely|wonder)|never (?:seen|saw|heard|forg\w+)|bring \w+sel(?:f|ves)",
    r"(?:didn|don|doesn|did|do|does)(?:[’']t| not) (?:really )?(?:care|see|seem|understand|feel|"
    r"set|take|have|like|trust|speak for)",
)
NEGATED = re.compile(
    r"\b(?:did|does|do|has|have|had|would|could|can|ca|will|wo|might|may|should)"
    r"(?:(?: also| still| yet)? not| never|n[’']t)\b"
    r"|\bnever\b(?!-)|\bcannot\b|\bno (?:answer|reply)\b",
    re.IGNORECASE,
)
# The source asks, weighs or takes up a matter, and leaves it there.
ASKS = _whole_words(
    r"ask(?:s|ed|ing)?|press(?:ed|es|ing) (?:\w+ )?(?:on|about)|quer(?:y|ies|ied)|questions?|"
    r"questioned|questioning"
)
ASKED = re.compile(
    r"^(?:whether|if|why|how|who|what|where|when|which|about|"
    r"(?:\w+ )?questions?)\b(?!.*\?[\"”’']*$)",
    re.IGNORECASE | re.DOTALL,
)
WHETHER = re.compile(r"^(?:\w+ )?whether\b", re.IGNORECASE)
# They disagree among themselves, or doubts are raised: neither says what is not so.
DIVIDED = re.compile(r"\bdisagree\w*\b|\b(?:rais|cast)\w* (?:[\w-]+ ){0,2}doubts?\b", re.IGNORECASE)
OPEN_MATTER = re.compile(
    r"^(?:(?:on|over|about|as to) )?(?:whether|how|what|who|which|when|where|why)\b",
    re.IGNORECASE,
)
DISMISSES = _whole_words(r"(?:dismiss|reject)\w*|brush\w* (?:aside|off)|wav\w+ (?:away|off)")
QUESTIONS = re.compile(
    r"^(?:(?:the|any|all|such|these|those|more) )?(?:\w+ )?questions?\b", re.IGNORECASE
)
# "walked back his remarks and said": the last verb is the one whose content follows.
THEN_SAID = re.compile(
    r"^.+(?:\b(?:and|but|then) (?:\w+ly )?|, )(?P<said>(?:sa(?:id|ys|ying)|told \w+|"
    r"insist(?:ed|ing)|argu(?:ed|ing)|add(?:ed|ing)|claimed|declared|explained)(?: that)?)$",
    re.IGNORECASE,
)
TAKES_UP = _whole_words(
    r"ask(?:s|ed|ing)? (?:whether|if|why|how|who|what)",
    r"questions? (?:of|about|over|on|as to)|question(?:s|ed|ing)? (?:whether|if)|questioned",
    r"(?:rais\w+|more|new|fresh|face|asked) (?:\w+ )?(?:questions?|queries)|queries (?:over|about)",
    r"(?:ask(?:ed|s|ing)?|pressed|grilled|quizzed) (?:\w+ )?about",
    r"(?:long|fierce|public|heated) debate|long debated",
    r"weigh(?:s|ed|ing)? in (?:\w+ )?(?:on|about)|referring to|examin(?:e|es|ed|ing)",
    r"speculation (?:\w+ ){0,3}(?:on|about|over)",
    r"(?:provid|releas|offer)\w* (?:\w+ ){0,2}(?:details (?:about|on|of)|no specifics)",
)
RESPONDS = re.compile(
    r"(?:.* )?respon(?:d|ds|ded|ding|se)(?! (?:by|with)\b) (?:\w+ ){0,3}to "
    r"(?:[\w’'.]+ ){0,2}?(?:questions?|claims?|accusations?|allegations?|criticism|charges?|"
    r"complaints?|reports?)\b",
    re.IGNORECASE,
)
# Nobody of these says it: "none of the ministers would comment".
NOBODY = re.compile(r"^(?:no|none|neither|nobody|not (?:one|all|every\w*|any\w*))\b", re.I)
SAYS = _whole_words(SAY, r"claim\w* responsibility|agree\w*")

# What a plain cue's content opens with when it leaves the matter open.
SPEAKER = (
    r"(?:(?:it|he|she|they|we|I|its?|their|(?:his|her|the|its|their) [\w-]+(?: [\w-]+)?|no one|"
    r"nobody)\b )?"
)
FILLERS = (
    r"(?:(?:was|were|is|are|am|had|has|have|been|be|would|will|could|can|did|do|does|still|also|"
    r"yet|only|currently|now|simply) )*"
)
FINDS = _whole_words(r"find(?:s|ing)?|found|show(?:s|ed)?")
HEDGED_CONTENT = re.compile(
    r"^[\"“‘']?(?:that )?"
    + SPEAKER
    + FILLERS
    + _any_of(
        [
            r"(?:not|n['’]t) (?:yet )?(?:aware|in a position|comment\w*|speculat\w*|confirm\w*|"
            r"verif\w+|know(?! the \w+man)|known|put a name|say(?! (?:a|one) word)|identif\w+|"
            r"establish\w*|tell|determin\w+|discuss\w*|received any|rule (?:it |that |this )?out|"
            r"clear|explain|recall|remember|decided|reached|made (?:a|any|up)|read|heard|"
            r"enter into|(?:speak|talk)(?! for)|take (?:a position|questions|sides)|"
            r"been given (?:any )?access|going to (?:jump|say|comment|speculate|get into|discuss))",
            r"cannot (?:comment|confirm|say|verify|speculate|rule (?:it |that )?out|tell|explain)",
            r"unaware|(?:unable|not able) to (?:say|comment|confirm|verify|tell|establish|"
            r"determine|identify|explain|give|speak|discuss|reach|answer)|"
            r"(?:reached|had|has|have|draw\w*|drawn|of|seen) no (?:comment|information|record|"
            r"knowledge|independent|reliable|details|conclusions?|news|opinion|position|findings|"
            r"view|such)",
            r"no (?:comment|information|record|knowledge|independent|reliable|details|news|"
            r"opinion|position|findings|view|such (?:report|event)|"
            r"(?:[\w-]+ ){0,4}(?:conclusions?|specifics|explanation|decision)(?: yet)?)",
            r"nothing to add|(?:say|said) nothing|found [\"“‘']?nothing (?:that |which )points?",
            r"(?:kn[eo]w|heard) of (?:[\"“‘']?no|none)",
            r"(?:would|will|have to|going to) (?:have to )?(?:look into|wait|check)",
            r"neither confirm|wait for",
            r"too (?:early|soon)|premature|yet to (?:establish|confirm|determine|verify|identify|"
            r"find|decide|see|read)|(?:[\"“‘']?(?:wrong|improper|inappropriate|unwise|"
            r"imprudent)[\"”’']?) (?:for \w+ )?to (?:speculate|comment|speak|discuss|say)",
            r"having the [\w ]+ (?:examined|checked|tested)",
        ]
    )
    + r"\b",
    re.IGNORECASE,
)
UNDER_WAY = re.compile(
    r"^[\"“‘']?(?:that )?" + SPEAKER + r"(?:(?:was|were|is|are|am|still|currently|now|"
    r"would be) )+(?:looking (?:into|at)|going through|investigating|examining|reviewing|checking|"
    r"assessing|studying|awaiting|waiting (?:for|to)|seeking|"
    r"being (?:looked into|examined|checked)|considering (?:whether|if)|"
    r"trying to (?:establish|find out|determine|verify))\b|"
    r"^[\"“‘']?(?:looking into|still (?:checking|investigating|examining))\b",
    re.IGNORECASE,
)
LEFT_OPEN = re.compile(
    r"^[\"“‘']?(?:(?:well,? )?we['’]ll (?:have to )?see|you tell me|time will tell|who knows)\b|"
    r"^whether .* (?:was|is) (?:(?:a (?:matter|question)|up|for)\b|not|un(?:clear|certain))|"
    r"\b(?:was|were|is|are) (?:waiting for (?:an?|the) (?:answer|reply|results?)|"
    r"considering whether)\b|\b(?:he|she|it|they) could not (?:recall|say|remember)$|"
    r"\b(?:had|has|have) not (?:yet )?(?:decided|reached|made) (?:whether|if|a|any)\b|"
    r"\b(?:would|will) be (?:addressed|answered|discussed) [\"“]?in (?:due course|time)\b|"
    r"\bw(?:ould|ill) be wrong to speculate\b|\bgoing to wait\b|"
    r"\b(?:was|is|are|were) (?:a matter )?for (?:later|the (?:courts?|inquiry|investigators)\b)",
    re.IGNORECASE,
)

# What a plain cue's content opens with, or what stands before it, when it rejects the rest.
REJECTING_CONTENT = re.compile(
    r"^[\"“‘']?(?:that )?(?:there (?:was|is|were|are) (?:absolutely |simply )?no truth (?:in|to|"
    r"that)\s*|(?:(?:it|this|that) (?:was|is) )?(?:simply |absolutely )?(?:not true|untrue|a lie|"
    r"false|nonsense) that\s+)",
    re.IGNORECASE,
)
REJECTING_LEAD = re.compile(
    r"(?:\bno truth (?:in|to|that)|\b(?:was|is) " + UNTRUE + r" that)(?: (?:the |"
    r"any )?(?:\w+ )?" + REPORT_NOUNS + r"(?: (?:of|that|about))?)?\s*$",
    re.IGNORECASE,
)
# Only with the claim spelt out: "the reports were false" is itself what is said.
UNTRUE_REPORT = re.compile(
    r"^[\"“‘']?(?P<what>(?:the|these|those|such|any|all|both)? ?(?:\w+['’]s? )?(?:\w+ )?"
    + REPORT_NOUNS
    + r" that\b.{0,120}?),? (?:was|were|is|are|had been|has been) "
    + UNTRUE
    + r".{0,30}$",
    re.IGNORECASE | re.DOTALL,
)
LABELLED_UNTRUE = re.compile(
    r"^(?P<what>.+?),? (?:as )?(?P<label>" + UNTRUE + r".{0,60})$", re.IGNORECASE | re.DOTALL
)
LABEL = re.compile(
    r"^[\s,\"”’']*(?:it )?(?:as )?[\"“‘']?(?:an? |the )?(?:(?!and\b)[\w-]+ ){0,2}?" + UNTRUE,
    re.IGNORECASE,
)
AS_LABEL = re.compile(r"^(?P<what>.+?),? as " + UNTRUE, re.IGNORECASE | re.DOTALL)

# The auxiliaries, negations and adverbs that end the words before a cue.
AUXILIARIES = re.compile(
    rf"(?:\b{AUXILIARY}(?:n['’]t)?\b"
    r"|\b(?:neither \w+ nor|neither|never|not|still|without|yet to)\b|\bcannot\b|"
    r"\b(?:declin|refus|fail|urg|ask|told|prefer)\w* (?:not )?to\b|\bunder pressure(?: to)?\b|"
    r"\bunable to\b|\bno\b|\b\w+ly\b|\s)+$",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(r"(?:\b(?:not|cannot|to|neither|without|avoid\w*)|n['’]t)$", re.IGNORECASE)
# "said it had not | fired": the negation stands between cue and content.
NEGATED_BETWEEN = re.compile(r"^\s+(?:that )?(?:[\w’']+ ){1,4}(?:not|never)\s+$", re.IGNORECASE)
