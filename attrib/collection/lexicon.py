"""Words that tell one name from another, as tables: countries, institutions, people, two names."""

from __future__ import annotations

from attrib.sources.lexicon import (
    FEMALE,
    FIRST_NAMES,
    GENERIC,
    GOVERNING,
    MALE,
    MEDIA_NOUNS,
    PREPOSITIONS,
    UTTERANCES,
    words,
)

# A country's name, then what belongs to it and the people who do.
NATIONS = tuple(
    row.split()
    for row in (
        "afghanistan afghan|algeria algerian|argentina argentine argentinian|armenia armenian|"
        "australia australian|austria austrian|azerbaijan azerbaijani azeri|bahrain bahraini|"
        "bangladesh bangladeshi|belarus belarusian|belgium belgian|brazil brazilian|"
        "bulgaria bulgarian|canada canadian|chad chadian|chile chilean|china chinese|"
        "colombia colombian|congo congolese|croatia croatian croat|cuba cuban|cyprus cypriot|"
        "denmark danish|egypt egyptian|eritrea eritrean|estonia estonian|ethiopia ethiopian|"
        "finland finnish|france french|georgia georgian|germany german|greece greek|"
        "hungary hungarian|india indian|indonesia indonesian|iran iranian|iraq iraqi|"
        "ireland irish|israel israeli|italy italian|japan japanese|jordan jordanian|"
        "kazakhstan kazakh|kenya kenyan|kosovo kosovar kosovan|kuwait kuwaiti|latvia latvian|"
        "lebanon lebanese|libya libyan|lithuania lithuanian|malaysia malaysian|mali malian|"
        "mexico mexican|moldova moldovan|morocco moroccan|myanmar burmese|nepal nepali nepalese|"
        "netherlands dutch|nigeria nigerian|norway norwegian|oman omani|pakistan pakistani|"
        "palestine palestinian|peru peruvian|philippines philippine filipino|poland polish|"
        "portugal portuguese|qatar qatari|romania romanian|russia russian|rwanda rwandan|saudi|"
        "serbia serbian serb|somalia somali|spain spanish|sudan sudanese|sweden swedish|"
        "switzerland swiss|syria syrian|taiwan taiwanese|thailand thai|tunisia tunisian|"
        "turkey turkish turk|uganda ugandan|uk british|ukraine ukrainian|us american|"
        "venezuela venezuelan|vietnam vietnamese|yemen yemeni|eu|un|nato"
    ).split("|")
)
HOME = {word: nation[0] for nation in NATIONS for word in nation}
BELONGING = frozenset(word for nation in NATIONS for word in nation[1:])
PEOPLES = words(
    "kurd kurdish arab arabic african asian european western northern southern eastern central "
    "sunni shia shiite alawite druze christian muslim jewish islamist jihadist"
)
# What has two names, and the one that stands for both.
ONE_THING = {
    "united states": "us", "usa": "us", "america": "us", "united kingdom": "uk",
    "great britain": "uk", "britain": "uk", "united nations": "un", "european union": "eu",
    "saudi arabia": "saudi", "saudi arabian": "saudi", "foreign affairs": "foreign",
    "state department": "us state department", "security council": "un security council",
    "armed forces": "military", "tv": "television", "state-run": "state", "state-owned": "state",
    "regime": "government",
}  # fmt: skip
# What many countries, towns and parties have: definite only with the name of whose it is.
INSTITUTIONS = (
    GOVERNING
    | MEDIA_NOUNS
    | words(
        "ministry department government parliament council commission committee command court "
        "cabinet presidency staff authority directorate coalition mission delegation forces media "
        "television radio agency bank hospital defence crescent cross prosecution judiciary "
        "intelligence secretariat treasury senate"
    )
) - words("embassy site website blog")
# What an institution is like, whosever it is.
QUALITIES = words(
    "state official local national foreign defence defense interior health military security "
    "armed federal regional provincial municipal public supreme high joint general special civil "
    "red social media news first main senior prime justice finance education"
)
PEOPLE = words(
    "people person man woman men women child children source civilian activist rebel fighter "
    "militant insurgent jihadist terrorist troop militia gunman protester demonstrator victim "
    "evacuee refugee survivor supporter opposition locals leader monitor observer analyst expert "
    "critic eyewitness powers states reporter volunteer worker staff family relative rescuer medic "
    "responder employee scientist investigator patient smuggler migrant voter user backer ally"
)
# What may follow a name without being part of it: "the Fenn news agency", "the Fenn rebel group".
CALLED = MEDIA_NOUNS | words(
    "group monitor network organisation organization charity watchdog body movement faction "
    "alliance television service"
)
ENDING = CALLED | words("statement report toll figures estimates")
APPOSED = ENDING | words(
    "monitoring news activist terror terrorist jihadist rebel militant extremist insurgent state "
    "opposition civil defence defense local state-run official human rights war rescue medical "
    "aid armed"
)
TELLING = words("a an who which that said says has is was as in at with told reported confirmed")
# Before a name these make it another's: "a source within the Fenn army", "he told the Fenn Post".
WITHIN = PREPOSITIONS | words("within inside outside near against through told he she they who")
JOINING = words("of for to and the on de del")
COMMON_FIRST = FIRST_NAMES[FEMALE] | FIRST_NAMES[MALE]
KUNYA = words("abu umm um om")
ONE_WORD_PAPERS = words("Reuters Guardian Telegraph")
# Single words that name nobody, however they are written.
NO_NAMES = UTTERANCES | words("ngo ngos pm mp mps tv ceo tweet video photo footage image statement")
NAMELESS = BELONGING | PEOPLES | GENERIC | GOVERNING | MEDIA_NOUNS | INSTITUTIONS | NO_NAMES
