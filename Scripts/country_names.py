"""Names of countries that CLDR does not give, and what CLDR leaves to the editors.

Every table goes by ISO 3166-1 alpha-2 code. Names that fold to the same key as the label or as
another name of the row (case, accents, brackets, commas) need no entry.
"""

# form "region": Taiwan, Hong Kong, Macao, Antarctica, Western Sahara, dependent territories and
# states in free association. The rest are countries.
REGIONS = set("""
    TW HK MO AQ EH
    AS GU MP PR UM VI
    AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG
    BL GF GP MF MQ NC PF PM RE TF WF YT
    AW BQ CW SX
    FO GL AX BV SJ
    CC CX HM NF
    CK NU TK
""".split())

# Keys shorter than what the label gives.
KEYS = {"MM": "myanmar", "PS": "palestine"}

# CLDR's standard names here say more than a label should: the short ones are taken.
SHORT_LABELS = {"HK", "MO"}

# English short names of ISO 3166-1, as data sets write them ("Korea (Republic of)").
ISO_NAMES = {
    "AG": ["Antigua and Barbuda"],
    "BA": ["Bosnia and Herzegovina"],
    "BN": ["Brunei Darussalam"],
    "BO": ["Bolivia (Plurinational State of)"],
    "BQ": ["Bonaire, Sint Eustatius and Saba"],
    "BS": ["Bahamas (the)"],
    "CD": ["Congo (Democratic Republic of the)", "Congo (the Democratic Republic of the)"],
    "CF": ["Central African Republic (the)"],
    "CG": ["Congo", "Congo (the)"],
    "CK": ["Cook Islands (the)"],
    "DO": ["Dominican Republic (the)"],
    "FK": ["Falkland Islands (Malvinas)", "Falkland Islands (the) [Malvinas]"],
    "FM": ["Micronesia (Federated States of)"],
    "GB": ["United Kingdom of Great Britain and Northern Ireland",
           "United Kingdom of Great Britain and Northern Ireland (the)"],
    "GM": ["Gambia (the)"],
    "GS": ["South Georgia and the South Sandwich Islands"],
    "HM": ["Heard Island and McDonald Islands"],
    "IR": ["Iran (Islamic Republic of)"],
    "KM": ["Comoros (the)"],
    "KN": ["Saint Kitts and Nevis"],
    "KP": ["Korea (Democratic People's Republic of)",
           "Korea (the Democratic People's Republic of)"],
    "KR": ["Korea (Republic of)", "Korea (the Republic of)"],
    "LA": ["Lao People's Democratic Republic", "Lao People's Democratic Republic (the)"],
    "LC": ["Saint Lucia"],
    "MD": ["Moldova (Republic of)", "Moldova (the Republic of)"],
    "MF": ["Saint Martin (French part)"],
    "MH": ["Marshall Islands (the)"],
    "NE": ["Niger (the)"],
    "NL": ["Netherlands (the)", "Netherlands (Kingdom of the)"],
    "PH": ["Philippines (the)"],
    "PM": ["Saint Pierre and Miquelon"],
    "PN": ["Pitcairn"],
    "PS": ["Palestine, State of"],
    "RU": ["Russian Federation", "Russian Federation (the)"],
    "SD": ["Sudan (the)"],
    "SH": ["Saint Helena, Ascension and Tristan da Cunha"],
    "BL": ["Saint Barthélemy"],
    "SJ": ["Svalbard and Jan Mayen"],
    "ST": ["Sao Tome and Principe"],
    "SX": ["Sint Maarten (Dutch part)"],
    "SY": ["Syrian Arab Republic", "Syrian Arab Republic (the)"],
    "TC": ["Turks and Caicos Islands", "Turks and Caicos Islands (the)"],
    "TR": ["Türkiye"],
    "TT": ["Trinidad and Tobago"],
    "TW": ["Taiwan (Province of China)"],
    "TZ": ["Tanzania (United Republic of)", "Tanzania, the United Republic of"],
    "AE": ["United Arab Emirates (the)"],
    "UM": ["United States Minor Outlying Islands"],
    "US": ["United States of America", "United States of America (the)"],
    "VA": ["Holy See", "Holy See (the)"],
    "VC": ["Saint Vincent and the Grenadines"],
    "VE": ["Venezuela (Bolivarian Republic of)"],
    "VG": ["Virgin Islands (British)"],
    "VI": ["Virgin Islands (U.S.)"],
    "VN": ["Viet Nam"],
    "WF": ["Wallis and Futuna"],
}

# CLDR variants that were the name until the country changed it.
FORMER = {("SZ", "Swaziland"), ("SZ", "史瓦濟蘭")}

# What people type and sources write beside all that: (text, language, role).
COMMON_NAMES = {
    "AE": [("UAE", "en", "alias"), ("U.A.E.", "en", "alias"), ("阿联酋", "zh-Hans", "alias"),
           ("阿聯酋", "zh-Hant", "alias")],
    "AU": [("Commonwealth of Australia", "en", "legal")],
    "BR": [("Federative Republic of Brazil", "en", "legal")],
    "CD": [("Democratic Republic of the Congo", "en", "legal"), ("DR Congo", "en", "alias"),
           ("DRC", "en", "alias")],
    "CG": [("Republic of the Congo", "en", "legal")],
    "CH": [("Swiss Confederation", "en", "legal")],
    "CN": [("PRC", "en", "alias"), ("P.R.C.", "en", "alias"), ("PR China", "en", "alias"),
           ("P.R. China", "en", "alias"), ("Mainland China", "en", "alias"),
           ("People's Republic of China", "en", "legal"),
           ("People's Republic of China (the)", "en", "alias"),
           ("中国大陆", "zh-Hans", "alias"), ("中國大陸", "zh-Hant", "alias"),
           ("中华人民共和国", "zh-Hans", "legal"), ("中華人民共和國", "zh-Hant", "legal")],
    "DE": [("Federal Republic of Germany", "en", "legal"), ("德意志联邦共和国", "zh-Hans", "legal")],
    "FR": [("French Republic", "en", "legal"), ("法兰西共和国", "zh-Hans", "legal")],
    "GB": [("U.K.", "en", "alias"), ("Great Britain", "en", "alias"), ("Britain", "en", "alias"),
           ("大不列颠及北爱尔兰联合王国", "zh-Hans", "legal")],
    "HK": [("Hong Kong SAR", "en", "alias"), ("Hongkong", "en", "alias"),
           ("香港特别行政区", "zh-Hans", "legal"), ("香港特別行政區", "zh-Hant", "legal")],
    "IN": [("Republic of India", "en", "legal")],
    "IR": [("Islamic Republic of Iran", "en", "legal")],
    "JP": [("日本国", "zh-Hans", "legal")],
    "KP": [("DPRK", "en", "alias"), ("Democratic People's Republic of Korea", "en", "legal"),
           ("朝鲜民主主义人民共和国", "zh-Hans", "legal")],
    "KR": [("ROK", "en", "alias"), ("S. Korea", "en", "alias"),
           ("Republic of Korea", "en", "legal"),
           ("大韩民国", "zh-Hans", "legal"), ("大韓民國", "zh-Hant", "legal"),
           ("南韩", "zh-Hans", "alias")],
    "LA": [("Lao PDR", "en", "alias")],
    "MK": [("Macedonia", "en", "former")],
    "MM": [("Burma", "en", "former")],
    "MO": [("Macau", "en", "alias"), ("Macao SAR", "en", "alias"),
           ("澳门特别行政区", "zh-Hans", "legal"), ("澳門特別行政區", "zh-Hant", "legal")],
    "MY": [("大马", "zh-Hans", "alias")],
    "NL": [("Holland", "en", "alias"), ("The Netherlands", "en", "alias"),
           ("Kingdom of the Netherlands", "en", "legal")],
    "NZ": [("纽西兰", "zh-Hans", "alias")],
    "PH": [("The Philippines", "en", "alias")],
    "PS": [("State of Palestine", "en", "legal")],
    "RU": [("俄国", "zh-Hans", "alias"), ("俄罗斯联邦", "zh-Hans", "legal"),
           ("俄羅斯聯邦", "zh-Hant", "legal")],
    "SA": [("KSA", "en", "alias"), ("Kingdom of Saudi Arabia", "en", "legal"),
           ("沙特", "zh-Hans", "alias"), ("沙烏地", "zh-Hant", "alias")],
    "SG": [("Republic of Singapore", "en", "legal")],
    "TW": [("臺灣", "zh-Hant", "alias")],
    "US": [("USA", "en", "alias"), ("U.S.", "en", "alias"), ("U.S.A.", "en", "alias"),
           ("America", "en", "alias"), ("the United States", "en", "alias"),
           ("美利坚合众国", "zh-Hans", "legal"), ("美利堅合眾國", "zh-Hant", "legal")],
    "VA": [("Vatican", "en", "alias"), ("Holy See (Vatican City State)", "en", "alias")],
    "VN": [("Socialist Republic of Vietnam", "en", "legal")],
}
