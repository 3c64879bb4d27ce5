"""What the generators take from Unihan: simplified forms and readings of Han characters.

The fields are described in UAX #38, https://www.unicode.org/reports/tr38/.
"""

import unicodedata

from unidata import read_unihan

# Their own simplified form to Unihan or in the official list, but for rare words only:
# 於 (a surname), 麽 (幺麽), 剋, 釐, 徵 (a note of the scale; 特徵 is 特征), 瞭 (瞭望; 瞭解 is 了解), 復, 裡, 摺.
STILL_TRADITIONAL = set("於麽剋釐徵瞭復裡摺")

# Variants of Taiwan, Hong Kong and Japan that neither Unihan's kSimplifiedVariant nor CLDR covers.
FURTHER = dict(zip("衞麪嶽峯敍擡歳敎旣鬪囯査焼権経済気図駅単価芸県択訳圏観試験戦実広応対帰",
                   "卫面岳峰叙抬岁教既斗国查烧权经济气图驿单价艺县择译圈观试验战实广应对归"))

FIRST_IDEOGRAPH = 0x3400

# Later blocks than SQLite 3.40 knows letters of: a result there would fall out of the index.
LAST_PLANE_2 = 0x2FFFF


def simplified_forms(folder, transform):
    """{traditional: simplified}, without chains. Unihan's first value counts where it is in use
    (in the official list of 2013), else the one of CLDR (`transform`), else Unihan's first;
    characters of the official list stay as they are, so that 后, 干, 面, 里 and 台 do."""
    variants = folder / "Unihan_Variants.txt"
    official = set(read_unihan(folder / "Unihan_Readings.txt", "kTGHZ2013"))
    listed = {cp: [_codepoint(value) for value in values]
              for cp, values in read_unihan(variants, "kSimplifiedVariant").items()}
    same = {cp: [_codepoint(value) for value in values]
            for cp, values in read_unihan(variants, "kZVariant").items()}

    def direct(cp):
        values = listed.get(cp, [])
        if (cp in official or cp in values) and chr(cp) not in STILL_TRADITIONAL:
            return None
        values = [v for v in values if v != cp]
        used = [v for v in values if v in official]
        near = [transform[cp]] if cp in transform and transform[cp] != cp else []
        further = [ord(FURTHER[chr(cp)])] if chr(cp) in FURTHER else []
        rest = [v for v in values if v <= LAST_PLANE_2]
        return next(iter(used + near + further + rest), None)

    def variant(cp):
        """A character of the same meaning and shape to Unihan (説 of 說), when that one is clear."""
        if cp in official:
            return None
        found = {direct(v) or v for v in same.get(cp, [])} & official
        return found.pop() if len(found) == 1 else None

    forms = {}
    for cp in sorted(set(listed) | set(transform) | set(same) | set(map(ord, FURTHER))):
        target = direct(cp) or variant(cp)
        if target and cp >= FIRST_IDEOGRAPH:  # the transform has quotation marks too
            forms[cp] = target
    return {cp: _end_of_chain(forms, cp) for cp in forms}


def pinyin_readings(folder):
    """{Han character: syllable}: the first value of kMandarin, else of kHanyuPinlu, without tone;
    ü is written u, as in keys ("lu" for 绿, "nu" for 女). Beyond the basic plane only what the
    official list of simplified characters has, which keeps the table small."""
    official = read_unihan(folder / "Unihan_Readings.txt", "kTGHZ2013")
    readings = read_unihan(folder / "Unihan_Readings.txt", "kHanyuPinlu")
    readings.update(read_unihan(folder / "Unihan_Readings.txt", "kMandarin"))
    syllables = {}
    for cp, values in readings.items():
        if cp > 0xFFFF and cp not in official:
            continue
        letters = unicodedata.normalize("NFD", values[0].split("(")[0])
        syllables[cp] = "".join(c for c in letters if "a" <= c <= "z")
    return {cp: syllable for cp, syllable in syllables.items() if syllable}


def _codepoint(value):
    return int(value.split("<")[0][2:], 16)


def _end_of_chain(forms, cp):
    seen = {cp}
    while cp in forms:
        cp = forms[cp]
        if cp in seen:
            raise SystemExit(f"U+{cp:04X} is in a circle of simplified forms")
        seen.add(cp)
    return cp
