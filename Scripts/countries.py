#!/usr/bin/env python3
"""Writes the countries of ISO 3166-1 and their names into Seeds/, from CLDR and country_names.py.

    Scripts/countries.py [--cldr DIR] [--seeds DIR]

countries.csv is written anew. In names.csv and sources.csv only the rows of countries and of the
sources named here are replaced; what others put there stays. CLDR: Debian's unicode-cldr-core 41,
https://cldr.unicode.org/index/downloads/cldr-41.
"""

import argparse
import csv
import io
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from country_names import (  # noqa: E402
    COMMON_NAMES, FORMER, ISO_NAMES, KEYS, REGIONS, SHORT_LABELS)

CLDR, ISO, EDITORS = "unicode-cldr-41", "iso-3166-1", "aikb-editors"

COUNTRIES_HEADER = ["key", "name", "name_zh", "form", "iso2", "iso3", "iso_numeric", "source"]
NAMES_HEADER = ["entity", "text", "lang", "role", "source"]
SOURCES_HEADER = ["key", "title", "publisher", "url", "published", "retrieved", "licence",
                  "attribution", "lang", "reliability"]

SOURCES = [
    [EDITORS, "Names in common use, collected by the editors", "aikb", "", "", "", "", "", "mul",
     "secondary"],
    [ISO, "ISO 3166-1:2020 Codes for the representation of names of countries and their "
     "subdivisions — Part 1: Country code", "International Organization for Standardization",
     "https://www.iso.org/iso-3166-country-codes.html", "2020-08", "", "proprietary", "", "en",
     "official"],
    [CLDR, "Common Locale Data Repository (CLDR), version 41", "Unicode Consortium",
     "https://cldr.unicode.org/index/downloads/cldr-41", "2022-04-06", "2026-11-23",
     "Unicode-DFS-2016", "© 1991–2022 Unicode, Inc.", "mul", "dataset"],
]

# Regular region codes of CLDR that ISO 3166-1 only reserves, and the user-assigned XK (Kosovo).
RESERVED = {"AC", "CP", "DG", "EA", "IC", "TA"}
USER_ASSIGNED = {"XK"}


def region_codes(cldr):
    """The codes of ISO 3166-1, and XK. "AL~M" in the file is AL, AM."""
    listed = xml.parse(cldr / "validity/region.xml").find(".//id[@idStatus='regular']").text
    codes = set()
    for item in listed.split():
        first, _, last = item.partition("~")
        for letter in range(ord(first[1]), ord(last or first[1]) + 1):
            codes.add(first[0] + chr(letter))
    return sorted(codes - RESERVED)


def iso_codes(cldr):
    """{alpha-2: (alpha-3, numeric)}."""
    tree = xml.parse(cldr / "supplemental/supplementalData.xml")
    return {node.get("type"): (node.get("alpha3", ""), node.get("numeric", ""))
            for node in tree.iter("territoryCodes")}


def territories(cldr, locale):
    """{code: {None: standard name, "short": …, "variant": …}} of one locale."""
    names = {}
    for node in xml.parse(cldr / f"main/{locale}.xml").iter("territory"):
        if node.text and node.text != "↑↑↑":
            names.setdefault(node.get("type"), {})[node.get("alt")] = node.text
    return names


def slug(name):
    """The key an English name gives: "Côte d’Ivoire" is cote-divoire."""
    ascii_name = unicodedata.normalize("NFKD", name.replace("&", "and")).replace("’", "")
    letters = "".join(c for c in ascii_name if c.isascii()).lower().replace(".", "")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def label(names, code):
    """The name shown: CLDR's standard one, but for Hong Kong and Macao the short one."""
    return names[code]["short" if code in SHORT_LABELS else None]


def country_rows(cldr, english, chinese):
    codes = iso_codes(cldr)
    rows = {}
    for code in region_codes(cldr):
        alpha3, numeric = ("", "") if code in USER_ASSIGNED else codes[code]
        name = label(english, code)
        rows[code] = [KEYS.get(code, slug(name)), name, label(chinese, code),
                      "region" if code in REGIONS else "country", code, alpha3, numeric, CLDR]
    return rows


def name_rows(cldr, countries, locales):
    """Every further name of every country, each text once."""
    rows = []
    for code, (key, name, name_zh, *_) in countries.items():
        seen = {name, name_zh}

        def add(text, lang, role, source):
            if text not in seen:
                seen.add(text)
                rows.append([key, text, lang, role, source])

        for lang, names in locales.items():
            forms = names.get(code, {})
            # There "short" is 中國香港 and 中國澳門, longer than the labels.
            if lang == "zh-Hant-HK" and code in SHORT_LABELS:
                continue
            for alt in ("short", None, "variant"):
                if alt in forms:
                    role = "former" if (code, forms[alt]) in FORMER else "alias"
                    if code in SHORT_LABELS and alt is None:
                        role = "wording"
                    add(forms[alt], lang, role, CLDR)
        for text in ISO_NAMES.get(code, []):
            add(text, "en", "wording", ISO)
        for text, lang, role in COMMON_NAMES.get(code, []):
            add(text, lang, role, EDITORS)
    return rows


def read(path):
    """The rows of a file without its header; none when it is missing."""
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def write(path, header, rows):
    """RFC 4180 with line feeds, sorted bytewise."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(sorted(rows, key=lambda row: [cell.encode() for cell in row]))
    path.write_bytes(text.getvalue().encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cldr", type=pathlib.Path,
                        default=pathlib.Path("/usr/share/unicode/cldr/common"))
    parser.add_argument("--seeds", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent / "Seeds")
    options = parser.parse_args()

    locales = {lang: territories(options.cldr, locale) for lang, locale in (
        ("en", "en"), ("zh-Hans", "zh"), ("zh-Hant", "zh_Hant"), ("zh-Hant-HK", "zh_Hant_HK"))}
    countries = country_rows(options.cldr, locales["en"], locales["zh-Hans"])
    keys = {row[0] for row in countries.values()}
    if len(countries) != 250 or len(keys) != 250:
        raise SystemExit(f"{len(countries)} countries with {len(keys)} keys instead of 250")
    names = name_rows(options.cldr, countries, locales)

    write(options.seeds / "countries.csv", COUNTRIES_HEADER, countries.values())
    kept = [row for row in read(options.seeds / "names.csv") if row[0] not in keys]
    write(options.seeds / "names.csv", NAMES_HEADER, kept + names)
    own = {row[0] for row in SOURCES}
    kept = [row for row in read(options.seeds / "sources.csv") if row[0] not in own]
    write(options.seeds / "sources.csv", SOURCES_HEADER, kept + SOURCES)
    print(f"{len(countries)} countries, {len(names)} names", file=sys.stderr)


if __name__ == "__main__":
    main()
