"""Words around a place name, and what they say of it. All in lower case."""

PREPOSITIONS_AT = frozenset(
    ["in", "at", "inside", "within", "across", "throughout", "on", "through", "into", "over", "from", "to", "via", "amid", "around"]
)
"""Prepositions whose object is where something happens (or starts, or ends)."""

PREPOSITIONS_NEAR = frozenset(["near", "outside", "off", "towards", "toward", "alongside", "beside", "nearing"])
"""Prepositions whose object is close to where something happens."""

PREPOSITIONS_OTHER = frozenset(
    ["with", "against", "by", "for", "between", "about", "than", "as", "like", "despite", "because", "since", "until", "after", "before", "without", "versus"]
)
"""Prepositions whose object is a party or a topic, not a location."""

TRANSITIVE_ATTACK = frozenset(
    ["hit", "hits", "hitting", "rocked", "rocks", "rock", "struck", "strikes", "shook", "shakes", "attacked", "attacks", "attacking", "bombed", "bombs", "bombing", "shelled", "shelling", "targeted", "targeting", "targets", "entered", "entering", "stormed", "overran", "seized", "seizing", "captured", "capturing", "raided", "raiding", "ravaged", "besieged", "pounded", "pounding", "bombarded", "invaded", "leaving", "left", "reached", "devastated"]
)
"""Verbs whose object is the place attacked."""

PLACE_NOUNS = frozenset(
    ["area", "areas", "town", "towns", "city", "cities", "village", "villages", "hamlet", "district", "districts", "province", "provinces", "governorate", "governorates", "state", "states", "county", "counties", "department", "departments", "region", "regions", "neighbourhood", "neighborhood", "neighbourhoods", "neighborhoods", "suburb", "suburbs", "quarter", "municipality", "township", "camp", "settlement", "island", "islands", "port", "capital", "part", "parts", "streets", "centre", "center", "heart", "market", "middle", "coast", "shores", "subdistrict", "sub-district", "tehsil", "agency", "oblast", "division", "valley", "plains", "hills", "mountains", "parish", "commune", "community", "locality", "ward", "borough", "slum", "outpost", "stronghold", "bastion", "enclave", "territory", "desert", "peninsula", "zone", "sector", "station", "base"]
)
"""`NOUN of X`: the noun names X itself or something inside X."""

NEAR_NOUNS = frozenset(["outskirts", "edge", "edges", "vicinity", "periphery"])
"""`NOUN of X`: the place lies beside X."""

DIRECTIONS = frozenset(
    ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west", "south-east", "south-west", "northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern", "southwestern", "north-eastern", "north-western", "south-eastern", "south-western", "central", "upper", "lower", "northernmost", "southernmost", "mid-western"]
)

MODIFIERS = (
    frozenset(
        ["the", "a", "an", "downtown", "rural", "nearby", "neighbouring", "neighboring", "greater", "old", "mainly", "mostly", "largely", "predominantly", "restive", "volatile", "troubled", "war-torn", "war-ravaged", "lawless", "remote", "mountainous", "coastal", "impoverished", "besieged", "occupied", "rebel-held", "government-held", "port", "oil-rich", "disputed", "tribal", "holy", "ancient", "historic", "capital", "border", "ethnically", "mixed", "majority", "same", "whole", "entire", "nation", "country", "country's", "its"]
    )
    | DIRECTIONS
    | PLACE_NOUNS
)
"""Words that may stand between a preposition and a place name."""

KIND_PROVINCE = frozenset(
    ["province", "provinces", "governorate", "governorates", "oblast", "state", "states", "department", "departments", "prefecture", "region", "regions", "krai", "voivodeship"]
)
KIND_DISTRICT = frozenset(
    ["district", "districts", "county", "counties", "tehsil", "agency", "subdistrict", "sub-district", "municipality", "township", "woreda", "taluk", "upazila", "division"]
)
KIND_CITY = frozenset(
    ["city", "town", "village", "hamlet", "suburb", "neighbourhood", "neighborhood", "settlement", "municipality", "township", "camp"]
)

TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "sheikh", "sheik", "shaikh", "imam", "ayatollah", "mullah", "maulana", "mufti", "rabbi", "father", "bishop", "archbishop", "cardinal", "pope", "king", "queen", "prince", "princess", "emir", "sultan", "president", "vice-president", "premier", "minister", "chancellor", "senator", "congressman", "congresswoman", "representative", "rep", "sen", "gov", "governor", "mayor", "ambassador", "secretary", "judge", "justice", "general", "gen", "colonel", "col", "lieutenant", "lt", "major", "maj", "captain", "capt", "sergeant", "sgt", "corporal", "private", "commander", "cmdr", "admiral", "brigadier", "brig", "inspector", "constable", "officer", "superintendent", "chief", "deputy", "spokesman", "spokeswoman", "spokesperson", "director", "chairman", "leader", "haji", "hajji", "syed", "sayed", "sayyid", "abu", "umm", "ibn", "ould", "commandant", "comrade", "attorney", "journalist", "reporter", "monsignor", "deacon", "pastor", "reverend", "rev", "san_", "don", "doña", "marshal", "detective", "agent", "st_"]
)
"""Words after which a capitalised name is a person's."""

ORGANISATION_HEADS = frozenset(
    ["state", "mission", "assembly", "council", "party", "front", "army", "movement", "organisation", "organization", "union", "federation", "bank", "government", "parliament", "congress", "brigade", "brigades", "forces", "force", "command", "league", "society", "institute", "association", "committee", "ministry", "university", "academy", "voice", "brotherhood", "republic", "times", "post", "soldiers", "sons", "lions", "defenders", "liberation", "qaeda", "qaida", "al-qaeda", "taliban", "jihad", "hezbollah", "hizbullah", "observatory", "coalition", "alliance", "confederation", "network", "battalion", "battalions", "division", "supporters", "people", "partisans"]
)
"""`NOUN of|in|for X` in capitals: the whole is an organisation's name."""

ORGANISATION_TAILS = frozenset(
    ["post", "times", "herald", "tribune", "journal", "gazette", "news", "daily", "star", "party", "front", "army", "brigade", "brigades", "movement", "bank", "tv", "television", "radio", "club", "fc", "united", "airlines", "airways", "accord", "accords", "agreement", "agreements", "treaty", "process", "declaration", "convention", "pact", "protocol", "council", "union", "federation", "association", "company", "corporation", "group", "network", "forces", "militia", "cartel", "war", "conflict", "study", "index", "report", "watch", "observatory", "monitor", "press", "agency_", "institute", "foundation", "league", "congress", "initiative", "plan", "resolution", "syndrome", "wanderers", "rovers", "athletic", "society"]
)
"""Capitalised words that close an organisation's, a paper's or a treaty's name: `Jerusalem Post`."""

FACILITIES = frozenset(
    ["airport", "airfield", "airbase", "base", "university", "college", "school", "hospital", "clinic", "mosque", "church", "temple", "shrine", "cathedral", "prison", "jail", "market", "bazaar", "square", "street", "road", "avenue", "highway", "bridge", "dam", "port", "harbour", "harbor", "station", "hotel", "restaurant", "checkpoint", "court", "courthouse", "embassy", "consulate", "palace", "stadium", "park", "refinery", "factory", "mine", "camp", "barracks", "garrison", "crossing", "gate", "tower", "mall", "mill", "bus", "valley", "river", "lake", "mountain", "mountains", "hills", "desert", "province", "district", "city", "county", "state", "region", "town", "village", "governorate", "municipality", "peninsula", "island", "islands", "area", "neighbourhood", "neighborhood", "suburb", "gulf", "bay", "sea", "coast", "border", "plateau", "plain", "basin", "provincial", "police", "subdistrict", "tehsil"]
)
"""Capitalised words after a place name that leave it a place."""

NOT_A_NAME = (
    DIRECTIONS
    | PLACE_NOUNS
    | frozenset(
        ["the", "in", "at", "near", "from", "on", "after", "before", "during", "while", "when", "where", "as", "but", "and", "for", "with", "by", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens", "hundreds", "thousands", "many", "several", "some", "all", "both", "police", "army", "troops", "soldiers", "gunmen", "militants", "rebels", "insurgents", "security", "officials", "residents", "witnesses", "meanwhile", "elsewhere", "also", "this", "that", "these", "those", "his", "her", "their", "its", "our", "an", "a", "one", "no", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "muslim", "shia", "shiite", "sunni", "christian", "kurdish", "arab", "mount", "mt", "lake", "port", "fort", "camp", "greater", "downtown", "inner", "outer", "old", "rocks", "hits", "strikes", "kills", "kill", "hit", "rock", "strike", "shakes", "targets", "attacks", "bomb", "bombs", "bombing", "blast", "blasts", "attack", "explosion", "violence", "killed", "wounded", "injured", "dead", "dies", "die", "across", "inside", "outside", "over", "according", "around", "about", "more", "most", "least", "since", "until", "if", "not", "only", "even", "earlier", "later", "today", "yesterday", "tonight", "overnight", "suicide", "car", "roadside", "bomber", "bombers", "clashes", "fighting"]
    )
)
"""Capitalised words before a place name that are no part of a person's name."""
