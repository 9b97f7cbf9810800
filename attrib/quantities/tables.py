"""What is counted and what happens to it: the words of units and of roles."""

from __future__ import annotations

# fmt: off
_REGULAR = (
    "civilian woman man pensioner student patient miner passenger driver farmer hostage house "
    "building hospital school tank helicopter drone missile rocket bomb shell raid sortie second "
    "minute hour day week month year night kilometre metre centimetre mile tonne litre hectare "
    "degree goat horse vote job")
_SYNONYMS = """person people persons dead victim victims bodies corpses death deaths fatality
    fatalities casualty casualties injury injuries arrests killings souls lives martyrs
    wounded inhabitants individuals; civilian noncombatants non-combatants bystanders; woman women;
    man men; resident residents villagers; child children boy boys girl girls minor minors baby
    babies infants toddlers kids teenagers; soldier soldiers troops serviceman servicemen personnel
    conscript conscripts; fighter fighters militant militants insurgent insurgents rebel rebels
    gunman gunmen terrorist terrorists militiaman militiamen jihadists combatants; officer officers
    policeman policemen policewomen police patrolmen; medic medics paramedic paramedics nurse nurses
    doctor doctors; worker workers employee employees labourer labourers staff; student pupil pupils
    schoolchildren; journalist journalists reporters; protester protesters protestors demonstrator
    demonstrators; prisoner prisoners inmate inmates detainees; house home homes dwellings; bus
    buses; vehicle vehicles car cars lorry lorries truck trucks; plane planes aircraft jet jets
    warplane warplanes; ship ships vessel vessels; shot shots bullets; strike strikes airstrike
    airstrikes; time times; % percent; kilometre km kilometer kilometers; metre m meter meters;
    millimetre mm; kilogram kg kilograms kilos; hectare ha; tonne ton tons; litre liter liters;
    km/h; real reais; cow cows cattle head; sheep; bird birds seabirds; fish; deer; pig pigs; camel
    camels; dollar dollars; euro euros; pound pounds; yen; rupee rupees; other others"""
UNITS = {word: entry.split()[0] for entry in _SYNONYMS.split(";") for word in entry.split()}
UNITS |= {noun + s: noun for noun in _REGULAR.split() for s in ("", "s")}
UNITS |= {"per cent": "%", "percentage points": "percentage point",
          "percentage point": "percentage point"}
UNCHANGED = {"%", "sheep", "fish", "deer", "yen", "km/h"}  # a plural that looks like its singular
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}

CIVILIANS = set("child woman resident pensioner medic worker student patient journalist miner "
                "passenger driver farmer protester".split())
PEOPLE = CIVILIANS | set("person civilian man soldier fighter officer hostage prisoner".split())
ANIMALS = set("cow sheep goat horse bird fish deer pig camel".split())
MONEY = {*CURRENCIES.values(), "real"}
MEASURES = MONEY | {"percentage point"} | set(
    "second minute hour day week month year night time % kilometre metre centimetre mile kilogram "
    "litre degree millimetre km/h".split())
THINGS = set(UNITS.values()) - PEOPLE - ANIMALS - {"other"} | MEASURES
PLURAL_ENDINGS = {"men": "man", "ss": None, "us": None, "is": None, "ies": "y", "sses": "ss",
                  "shes": "sh", "ches": "ch", "xes": "x", "s": ""}

HUMAN_ROLES = {
    "killed": r"kill(?:ed|ings?|s)?|murder(?:ed|ing)|massacred|execut(?:ed|ing)|slain|shot dead|"
    r"buried|died?|dying|dead|perished|drowned|suffocated|succumbed|(?:lost|losing) (?:his|her|"
    r"their) li(?:fe|ves)|(?:burned|frozen?|crushed|starved|beaten|shot|trampled) to death|claimed "
    r"the lives of|lives (?:were |had been )?lost|(?:death )?toll|deaths?|fatalit(?:y|ies)|bodies|"
    r"corpses|martyrs|losses(?= (?:at|of|to|were|as|was)\b)|"
    r"(?:claim(?:ed|ing|s)?|cost|tak(?:en|ing)|took|lost)"
    r"(?= (?:[\w,-]+ ){1,4}(?:lives|souls)\b)",
    "injured": r"wound(?:ed|ing)|injur(?:ed|ing|y|ies)|hurt|harmed|maimed",
    "missing": r"missing|unaccounted for", "casualty": r"casualt(?:y|ies)",
    "arrested": r"arrest(?:ed|ing|s)|detain(?:ed|ing)|rounded up|seized|taken away|in custody|"
    r"jailed|imprisoned",
    "displaced": r"displac(?:ed|ing)|fled|fleeing|homeless|(?:lost|left) their homes|uprooted|"
    r"deported|expelled",
    "evacuated": r"evacuat(?:ed|ing|ions?)|moved (?:in)?to (?:safety|shelters)",
    "abducted": r"abduct(?:ed|ing)|kidnapp(?:ed|ing)|(?:taken|held) hostage",
    "rescued": r"rescu(?:ed|ing)|saved|pulled alive",
    "hospitalised": r"hospitali[sz]ed|admitted|(?:taken|driven|rushed|brought|sent) to "
    r"(?:the |a )?hospitals?|in hospital", "treated": r"treat(?:ed|ing)",
    "laid off": r"(?:laid|laying) off|made redundant|sacked|(?:lost|losing|lose) their jobs",
}
THING_ROLES = {
    "destroyed": r"destroy(?:ed|ing)|flatten(?:ed|ing)|burned(?: down)?|burnt|razed|levelled|"
    r"knocked out|wrecked|gutted|reduced to (?:rubble|ashes)",
    "damaged": r"damag(?:ed|ing)|cracked", "stolen": r"stolen|looted|looting",
    "shot down": r"(?:shot|shooting|brought) down|down(?:ed|ing)|intercept(?:ed|ing)",
    "hit": r"hit|hitting|struck|striking", "fired": r"fired|firing|launch(?:ed|ing)",
    "sunk": r"sunk|sank|sinking",
}
OTHER_ROLES = {"paid": r"paid|paying|pays"}
ROLES = HUMAN_ROLES | THING_ROLES | OTHER_ROLES

STOP = set(
    "a an the and or but nor of in on at by to for from with without within into onto near as that "
    "than which who whom whose when where while after before since because if so though per is are "
    "was were be been being am has have had having do does did will would could can may might must "
    "should shall not no this these those his her its their our my your he she it they we you i us "
    "them him there here says said say told took came went got made gave during through across "
    "over under between against about around among outside inside out up down off again ago each "
    "yet still only also both always perhaps including".split())
# fmt: on
