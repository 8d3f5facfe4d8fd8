"""The closed classes of English: the words that every article has and no lexicon needs to list."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text that blanks part."""
    return frozenset(words.split())


DETERMINERS = word_set(
    "a an the this these those its their his her our my your whose all each every any no both another either neither"
)
QUANTITIES = word_set(
    "several some few many dozens scores hundreds thousands most numerous tens half "
    "two-thirds one-third three-quarters one-quarter"
)
NUMBER_WORDS = word_set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
    "billion dozen"
)
ESTIMATORS = word_set("about around nearly almost over roughly approximately some under")
ESTIMATOR_PHRASES = frozenset(
    [
        ("at", "least"),
        ("more", "than"),
        ("up", "to"),
        ("fewer", "than"),
        ("less", "than"),
        ("close", "to"),
        ("at", "most"),
    ]
)
BE = word_set("be am is are was were been being 's 're")
HAVE = word_set("have has had having 've")
DO = frozenset(["do", "does", "did"])
MODALS = word_set("will would can could may might must shall should 'll 'd wo ca")
AUXILIARIES = BE | HAVE | DO | MODALS
NEGATIONS = frozenset(["not", "n't", "never"])
SUBJECT_PRONOUNS = word_set("he she they it we i you who")
PRONOUNS = SUBJECT_PRONOUNS - {"who"} | word_set(
    "him them us me himself herself themselves itself someone somebody nobody everyone everybody anyone anybody "
    "none something nothing"
)
RELATIVES = word_set("who which whom where whose")
CONJUNCTIONS = word_set("and or but nor &")
SUBORDINATORS = word_set("when while because although though if unless whereas whether once how why what")
HALF_SUBORDINATORS = word_set("after before since until till as than")
"""Prepositions that may also open a clause of their own."""
PREPOSITIONS = (
    word_set(
        "in on at near of from into to by with without for against among between through over across along about "
        "around under outside inside within beyond toward towards during despite following including throughout off "
        "onto upon via per amid amidst behind below above beneath beside besides except like unlike concerning "
        "regarding past out up down aboard alongside opposite according"
    )
    | HALF_SUBORDINATORS
)
PARTICLES = word_set("up down out off away back over in on apart aside")
ADVERBS = word_set(
    "back away aside apart also too then now here there still already just only even again later earlier "
    "soon yet ever often once twice ago ahead meanwhile however therefore thus instead else overnight "
    "together abroad nearby recently lately alone perhaps rather quite very so well far afterwards "
    "afterward thereafter currently today's ashore overboard upstairs downstairs indoors outdoors nationwide "
    "countrywide underground elsewhere otherwise separately moreover furthermore nevertheless nonetheless meantime "
)
OFFICES = word_set(
    "state defence defense interior affairs health justice security finance education energy emergency emergencies "
    "foreign internal staff police operations intelligence"
)
"""What an office of the form "Secretary of State" or "Minister of Defence" ends in."""
HELD = word_set("kidnapped abducted captive hijacked")
"""What is said of people who can be freed as hostages can."""
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
ABBREVIATIONS = word_set(
    "mr mrs ms dr gen lt col capt maj sgt cpl brig adm st no vs etc rev hon prof sen rep gov pres jr sr inc ltd "
    "co corp jan feb mar apr jun jul aug sep sept oct nov dec mt ft approx dept est fig e.g i.e u.s u.k u.n a.m "
    "p.m"
)
