"""Words that the reading of mentions turns on, as tables: titles, roles, kin, bodies, names."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile


def words(table: str) -> frozenset[str]:
    """Read a table: words divided by white space, "_" for a space inside one."""
    return frozenset(word.replace("_", " ") for word in table.split())


FEMALE, MALE = "female", "male"
GENDERS: dict[str, frozenset[str]] = {
    FEMALE: words(
        "she her herself mrs ms miss lady dame queen princess mother wife daughter sister widow "
        "woman girl aunt niece actress congresswoman spokeswoman chairwoman councilwoman "
        "businesswoman grandmother ex-wife girlfriend sister-in-law policewoman fisherwoman "
        "ombudswoman mayoress duchess nun saleswoman alderwoman waitress midwife"
    ),
    MALE: words(
        "he his him himself mr sir lord king prince father husband son brother widower man boy "
        "uncle nephew congressman spokesman chairman councilman businessman grandfather imam "
        "ex-husband boyfriend brother-in-law policeman fisherman duke bishop archbishop pope monk "
        "sheikh alderman waiter fireman"
    ),
}
# Common first names alone; a name that is not here leaves the gender open.
FIRST_NAMES: dict[str, frozenset[str]] = {
    FEMALE: words(
        "Mary Anna Anne Ann Elizabeth Hillary Jennifer Michelle Susan Sarah Karen Lisa Nancy "
        "Barbara Patricia Linda Laura Julia Emma Olivia Sophie Maria Elena Helen Jane Janet Carol "
        "Ruth Rose Kate Katie Kathleen Katherine Catherine Christine Christina Amy Angela Alice "
        "Rebecca Rachel Hannah Megan Carly Elise Donna Debbie Deborah Diane Dianne Lena Nina Vera "
        "Irina Olga Natalia Tatiana Svetlana Fatima Aisha Layla Leila Amina Mariam Nadia Yasmin "
        "Sofia Lucia Claudia Teresa Theresa Rosa Carmen Isabel Ana Eva Greta Ingrid Astrid Heidi "
        "Petra Monica Martha Margaret Maggie Melissa Nicole Samantha Sandra Sharon Stephanie "
        "Victoria Vivian Wendy Jill Joan Joanna Judy Loretta Louise Lucy Marie Marian Megyn Miriam "
        "Molly Naomi Pamela Paula Penny Priya Priscilla Roxanne Ruby Sally Sheila Shirley Sonia "
        "Sue Susannah Suzanne Sylvia Tina Tara Wanda Charlotte Chelsea Chloe Clara Danielle "
        "Dolores Dorothy Edith Eleanor Ella Ellen Emily Erica Erin Esther Gabrielle Gail Gloria "
        "Grace Gwen Holly Ida Irene Jacqueline Jessica Joyce Juanita Judith Katrina Kirsten Lauren "
        "Leah Lois Mia Cheryl Cecile"
    ),
    MALE: words(
        "John James Robert Bob Michael Mike William Bill David Richard Joseph Joe Thomas Tom "
        "Charles Chuck Donald Daniel Dan Matthew Matt Anthony Mark Marc Paul Steven Steve Stephen "
        "Andrew Kenneth Ken George Joshua Josh Kevin Brian Bryan Edward Ed Ronald Ron Timothy Tim "
        "Jason Jeffrey Jeff Ryan Gary Nicholas Nick Eric Jonathan Jon Larry Justin Scott Brandon "
        "Benjamin Ben Samuel Sam Frank Gregory Greg Raymond Ray Jack Dennis Jerry Peter Pete Henry "
        "Douglas Adam Nathan Zachary Walter Harold Kyle Carl Arthur Roger Keith Jeremy Lawrence "
        "Sean Christian Albert Austin Jesse Willie Bruce Bryce Ralph Roy Noah Alan Eugene Louis "
        "Philip Phil Bobby Johnny Bernie Bernard Ted Marco Jeb Rand Rick Chris Christopher Rudy "
        "Rudolph Mitt Mitch Corey Paul Ahmed Mohammed Muhammad Mohamed Ali Hassan Hussein Omar "
        "Ibrahim Yusuf Khalid Mahmoud Tariq Karim Vladimir Sergei Dmitry Ivan Igor Alexei Mikhail "
        "Viktor Boris Oleg Andrei Pavel Pierre Jacques François Emmanuel Nicolas Hans Klaus Karl "
        "Otto Stefan Jürgen Wolfgang Lars Erik Anders Sven Olaf Carlos José Juan Luis Jorge Miguel "
        "Pedro Antonio Francisco Manuel Javier Diego Giovanni Marco Paolo Luca Mario Hiroshi Kenji "
        "Elijah Jared Jim Harry Dick Al Barry Craig Darrell Dean Derek Doug Duncan Dwight Earl "
        "Elliott Emilio Ernest Felix Fred Gavin Gerald Glenn Gordon Graham Hugh Ian Isaac Jacob "
        "Jake Jamie Jay Joel Julian Kurt Leo Leon Liam Luke Malcolm Martin Max Neil Norman Oliver "
        "Oscar Patrick Preston Russell Simon Stanley Stuart Theodore Todd Tobias Tony Tyler Vernon "
        "Victor Vincent Wayne Warren Wesley Roderick"
    ),
}  # fmt: skip
ROLES = words(
    "leader captain manager governor chairman chairwoman chairperson chair head director coach "
    "editor lawyer attorney analyst professor economist historian candidate nominee mayor minister "
    "president premier spokesman spokeswoman spokesperson judge justice prosecutor inspector "
    "officer sheriff chief deputy secretary activist journalist reporter author engineer teacher "
    "doctor nurse surgeon farmer resident witness neighbour neighbor owner founder co-founder "
    "adviser advisor aide ambassador envoy senator congressman congresswoman representative "
    "lawmaker official commander general colonel strategist supt superintendent goalkeeper winger "
    "driver consultant researcher scientist executive ceo consul bishop imam player defender "
    "striker pollster columnist correspondent anchor host commentator blogger writer critic "
    "operative donor delegate chancellor king queen prince princess pope priest pastor rabbi "
    "rapper singer actor actress comedian musician veteran survivor widow friend colleague cook "
    "student pharmacist fisherman guard soldier sergeant major lieutenant admiral marshal counsel "
    "solicitor barrister magistrate trustee treasurer member frontrunner front-runner rival "
    "hopeful contender businessman businesswoman billionaire mogul developer investor speaker whip "
    "leader's commissioner inspector-general general-secretary secretary-general undersecretary "
    "ombudsman ombudswoman mediator negotiator diplomat detective constable superintendent "
    "firefighter paramedic medic midwife herder headman photographer filmmaker neurosurgeon "
    "physician psychiatrist pathologist biologist chemist physicist geologist scholar expert "
    "specialist fellow dean principal chaplain archbishop cardinal sheikh rep sen gov gen col lt "
    "maj brig capt sgt cpl cmdr adm dr prof mr mrs ms mayor-elect president-elect democrat "
    "republican congressperson councillor councilman councilwoman assemblyman assemblywoman "
    "incumbent challenger chairman-elect first_lady passenger villager shopkeeper trader waiter "
    "porter clerk accountant auditor broker banker helmsman skipper warden ranger keeper pilot "
    "mechanic electrician miner welder docker baker butcher grocer moderator presenter producer "
    "publisher novelist poet artist architect designer"
)
KIN = words(
    "wife husband mother father son daughter brother sister widow widower ex-wife ex-husband uncle "
    "aunt nephew niece cousin grandmother grandfather stepmother stepfather"
)
# Who works or speaks for somebody and is not that body: "his lawyer" is a voice of its own.
STAFF = (
    words(
        "lawyer lawyers attorney attorneys aide aides adviser advisers advisor advisors agent "
        "office spokesman spokeswoman spokesperson spokespeople deputy predecessor successor "
        "campaign team allies supporters backers critics opponents rivals operatives staff family "
        "relatives solicitor solicitors barrister doctors friends colleagues associates "
        "representatives parents children friend colleague doctor secretary running_mate audience "
        "show"
    )
    | KIN
)
# Offices of which an article names one holder: a headline's "judge" is the judge named below it.
OFFICES = words(
    "judge mayor governor senator congressman congresswoman pastor bishop minister chancellor "
    "premier prosecutor sheriff widow candidate nominee surgeon dean rapper actor actress coach "
    "chair chairman chairwoman head"
)
# A paper's second words for somebody just spoken of: "the Vermont senator", "the nominee".
SECOND_WORDS = words(
    "candidate nominee contender front-runner frontrunner hopeful senator congressman "
    "congresswoman lawmaker governor businessman businesswoman billionaire mogul neurosurgeon "
    "secretary ceo democrat republican incumbent challenger newcomer magnate tycoon mayor "
    "congressperson representative lady"
)
SYNONYMS: dict[str, frozenset[str]] = {
    "congressman": words("rep representative congressman lawmaker"),
    "congresswoman": words("rep representative congresswoman lawmaker"),
    "representative": words("rep representative congressman congresswoman"),
    "lawmaker": words("rep sen representative senator congressman congresswoman lawmaker"),
    "senator": words("sen senator"),
    "governor": words("gov governor"),
    "general": words("gen general"),
    "colonel": words("col colonel"),
    "captain": words("capt captain"),
    "professor": words("prof professor"),
    "doctor": words("dr doctor surgeon physician neurosurgeon"),
    "candidate": words("candidate nominee hopeful contender"),
    "nominee": words("nominee candidate"),
    "spokesman": words("spokesman spokesperson"),
    "spokeswoman": words("spokeswoman spokesperson"),
    "judge": words("judge justice magistrate"),
    "speaker": words("speaker"),
}
# "The company" may be any body of that name's sort; such nouns point back and name nobody.
GENERIC = words(
    "group organisation organization agency body service movement network statement charity "
    "company firm institution outlet corps volunteers party paper newspaper magazine website site "
    "team panel union committee commission council board court ministry department university "
    "school college institute bank insurer airline manufacturer maker operator retailer supplier "
    "association federation coalition alliance campaign broadcaster publication bureau office "
    "hospital clinic utility carrier developer builder regulator watchdog monitors mission unit"
)
GOVERNING = words("administration government police army navy military coastguard embassy")
MEDIA_NOUNS = words(
    "paper newspaper magazine daily weekly website site outlet broadcaster publication network "
    "channel station tabloid journal agency blog"
)
COMPANY_NOUNS = words(
    "company firm insurer airline manufacturer maker operator retailer supplier utility carrier "
    "developer builder bank bookmaker giant chain start-up startup producer plant corporation "
    "conglomerate"
)
COMPANY_ENDINGS = words(
    "University Chemicals Chemical Pharma Pharmaceuticals Group Company Corp Inc Ltd Industries "
    "Holdings Airlines Airways Air Wings Lines Bank Motors Mining Oil Energy Foods Labs Systems "
    "Steel Shipping Mobil Logistics Technologies Software Capital Partners Works Rail Railways "
    "Health Insurance Power Electric Gas Water Transport Ferries Tobacco Cement Metals Minerals "
    "Textiles Plc AG SA GmbH"
)
# Documents do not speak for themselves where their author is named.
DOCUMENTS = (
    r"(?:statement|report|analysis|findings?|investigation|study|letter|communiqu[ée]|"
    r"press release|bulletin|post|tweet|figures|data|survey|review|inquiry|memo|account|dispatch|"
    r"log|clarification|lawsuit|suit|complaint|article|story|editorial|op-ed|research|column|"
    r"email|blog post|news release|video statement|press statement|filing|testimony)"
)
WORKS = words("book film movie novel memoir documentary play series")
# "Corr's remarks" are Corr's.
UTTERANCES = words(
    "rhetoric comments comment remarks remark claim claims words word call proposal view views "
    "position positions criticism attack attacks refusal decision speech reporting answer answers "
    "response reply assertion assertions argument arguments charge charges allegation allegations "
    "denial denials insistence suggestion warning promise pledge statements tweets threat threats "
    "vow opposition support endorsement accusation accusations message admission plan behavior"
)
# Words with a capital at the head of a sentence that are part of no name.
NOT_NAMES = words(
    "The A An In On At But And While As Meanwhile However When Although Though If After Before "
    "Since Because For From To By With Without About According Also Still Yet Even Then There Here "
    "This That These Those It Its He His She Her They Their We Our I My You Your Who What Which "
    "Why How Where Or Nor So Not No Yes Some Many Most Both Each Every All Other Another Asked "
    "Speaking Of Off Over Under Until Upon Despite During Among Amid Against Between Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July "
    "August September October November December Late Early Earlier Later Last Next Now Once Only "
    "Just Like Unlike Instead Indeed Perhaps Maybe Moreover Furthermore Further Finally First "
    "Second Third Today Yesterday Tomorrow Former Ex Then-President Neither Either Several Two "
    "Three Four Five Six Seven Eight Nine Ten One Asking Responding Citing Quoting Calling Given "
    "Thus Hence Therefore Nevertheless Nonetheless Otherwise Rather Similarly Likewise Recently "
    "Additionally Again Ago Back Days Weeks Months Years Hours Minutes Let Let’s Photo Image Via "
    "Watch Read More Breaking Exclusive Update Updated Full Text Abstract Can Could Would Should "
    "Will May Might Must Do Does Did Is Are Was Were Has Have Had Be Been Being Per Inside Outside "
    "Within Throughout Across Behind Beyond Along Around Near Plus Minus Except"
)
PLACE_FIRST = words(
    "New San Los Las El North South East West Saint St Fort Port Lake Mount Great Super White "
    "Black United Cape Upper Lower Central Northern Southern Eastern Western Middle Wall Capitol "
    "Air U.S U.S. U.N U.N. U.K U.K. Supreme Silicon Palm Salt Rhode Puerto Costa Sierra Hong Saudi "
    "Sri Tea Ivy Civil World Cold Bay Castle Hotel Radio Channel Canal Mosque Camp Fox"
)
OTHERS = words("his her him their its")
PARTICLES = words("al bin ibn de van von der da el del la ag dos du le ten ter bint abu")
PREPOSITIONS = frozenset(
    "of in at for from to by with on near under over about than as and or nor but that against"
    "between among including like between into via per".split()
)
ACRONYMS: dict[str, str] = {
    "AP": "Associated Press", "UN": "United Nations", "U.N.": "United Nations",
    "US": "United States", "U.S.": "United States", "UK": "United Kingdom",
}  # fmt: skip


def gender_of(text: str) -> str | None:
    """Return the gender that a word, a title or a common first name tells, if it does."""
    lower = text.casefold().strip(".")
    for gender in (FEMALE, MALE):
        if lower in GENDERS[gender] or text in FIRST_NAMES[gender]:
            return gender
    return None


def gender_in(mentions: Iterable[str]) -> str | None:
    """Return the gender that the words of mentions tell, if one does.

    In "her husband" the first word is about another, as is all after "aide to".
    """
    for mention in mentions:
        words = (word.casefold().strip(".,") for word in mention.split())
        for word in takewhile(lambda word: word not in PREPOSITIONS, words):
            if word not in OTHERS and (found := gender_of(word)):
                return found
    return None
