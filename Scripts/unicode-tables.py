#!/usr/bin/env python3
"""Writes Sources/CUnicode/tables.c: width, folding, classes and pinyin of every code point.

    Scripts/unicode-tables.py [--ucd DIR] [--cldr DIR] [--output FILE]

Reads the Unicode Character Database with Unihan (Debian: unicode-data) and the transform
Simplified-Traditional of CLDR (Debian: unicode-cldr-core). The output depends on nothing else: the
same data give the same bytes. include/CUnicode.h says how the tables are read.

Folding is NFKC_Casefold in spirit (https://www.unicode.org/reports/tr31/#NFKC_Modifications), and
beyond it: all combining marks go, decimal digits become ASCII, letters with a stroke become plain
letters, traditional Han characters become simplified ones.
"""

import argparse
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from unidata import UCD, read_han_transform  # noqa: E402
from unihan import pinyin_readings, simplified_forms  # noqa: E402

VERSION = "15.0.0"
PAGE = 64
LIMIT = 0x110000

# The classes of include/CUnicode.h.
OTHER, SPACE, NEWLINE, PUNCTUATION, CLOSER, SENTENCE = range(6)
STOP, APOSTROPHE, PLUS, DROPPED, WORD, TOKEN = range(6, 12)

# Letters that Unicode does not decompose but that people type without their stroke or ligature
# (CLDR Latin-ASCII does the same).
PLAIN_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t",
    "þ": "th", "ŋ": "n", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ƒ": "f", "ɠ": "g",
    "ǥ": "g", "ɨ": "i", "ƙ": "k", "ƚ": "l", "ɲ": "n", "ƥ": "p", "ƭ": "t", "ʉ": "u", "ʋ": "v",
    "ƶ": "z", "ⱥ": "a", "ȼ": "c", "ɇ": "e", "ɉ": "j", "ɍ": "r", "ɏ": "y", "ⱦ": "t", "ȷ": "j",
}
# Trade marks would otherwise become letters: "Llama™" is "llama", not "llamatm".
SEPARATORS = set("™℠")
NEWLINES = {0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028}
# Ends of sentences that Sentence_Terminal leaves out: ellipses and the paragraph separator.
SENTENCES = {0x2026, 0x22EF, 0xFE19, 0x2029}
STOPS = [[ord(c)] for c in "!?;"]
# ʻ and ʼ are letters to Unicode, apostrophes to those who type them.
APOSTROPHES = {0x27, 0x2019, 0x2BB, 0x2BC}
# Kana by use, though their script is Common: the prolonged sound mark and its half-width form.
KANA_MARKS = {0x30FC, 0xFF70}


class Folding:
    """What each code point folds to, and the class of the result."""

    def __init__(self, ucd, han):
        self.ucd = ucd
        self.han = han
        self.memo = {}

    def fold(self, cp):
        """The folded form as a list of code points, all of them stable under folding; a space
        stands for a separator. [] when the code point is dropped."""
        if cp not in self.memo:
            self.memo[cp] = self._fold(cp)
        return self.memo[cp]

    def class_of(self, cp):
        """The class of a code point that stands for itself."""
        ucd = self.ucd
        category = ucd.category(cp)
        if cp in NEWLINES:
            return NEWLINE
        if self._is_dropped(cp):
            return DROPPED
        if self._ends_sentence(cp):
            return SENTENCE
        if cp in map(ord, ".!?;"):
            return STOP
        if cp in APOSTROPHES:
            return APOSTROPHE
        if cp in map(ord, "+#"):
            return PLUS
        if category in ("Zs", "Zl", "Zp") or cp == 0x09:
            return SPACE
        if category in ("Pe", "Pf", "Pi") or cp == 0x22:
            return CLOSER
        if category[0] == "P":
            return OTHER if category == "Pd" else PUNCTUATION
        if category[0] in "LN":
            own = ucd.script(cp) in ("Han", "Hiragana", "Katakana") or cp in KANA_MARKS
            return TOKEN if own else WORD
        return OTHER

    def _is_dropped(self, cp):
        category = self.ucd.category(cp)
        return (category in ("Mn", "Mc", "Me", "Cf", "Co", "Cs")
                or cp in self.ucd.default_ignorable)

    def _ends_sentence(self, cp):
        if cp in SENTENCES:
            return True
        if cp < 0x80 or self.ucd.nfkd(cp) == [ord(".")]:  # ． stands in numbers, as . does
            return False
        return cp in self.ucd.sentence_terminal or self.ucd.nfkd(cp) in STOPS

    def _fold(self, cp):
        ucd = self.ucd
        own = self.class_of(cp)
        if own == DROPPED:
            return []
        if own in (NEWLINE, SENTENCE, APOSTROPHE, SPACE, CLOSER) or chr(cp) in SEPARATORS:
            return [cp]
        if 0xAC00 <= cp <= 0xD7A3:  # Hangul stays composed; the folder composes conjoining jamo
            return [cp]
        if chr(cp) == "♯":
            return [ord("#")]
        text = [cp]
        while True:
            step = [r for c in text for r in self._step(c)]
            if step == text:
                break
            text = step
        if len(text) < 2:
            return text
        # Several: separators inside become spaces ("⑴" is " 1 ", "㏂" is "a m"), a fraction stands
        # apart from the number before it ("1½" is "1 1 2").
        fraction = 0x2044 in text
        words = [c if self.class_of(c) in (WORD, TOKEN) else 0x20 for c in text]
        if not any(c != 0x20 for c in words):
            return [cp]
        if fraction:
            words = [0x20] + words + [0x20]
        if self.class_of(text[0]) == APOSTROPHE:  # ŉ
            words = words[1:]
        return [c for n, c in enumerate(words) if c != 0x20 or n == 0 or words[n - 1] != 0x20]

    def _step(self, cp):
        ucd = self.ucd
        if 0xAC00 <= cp <= 0xD7A3:
            return [cp]
        out = []
        for part in ucd.nfkd(cp):
            # Marks go first: U+0345 alone would casefold to the letter ι.
            for c in [] if self._is_dropped(part) else ucd.casefold(part):
                c = ucd.unified(c)
                if ucd.category(c) == "Nd":
                    c = ord("0") + ucd.digit(c)
                plain = PLAIN_LETTERS.get(chr(c))
                out += map(ord, plain) if plain else [self.han.get(c, c)]
        return out


def width(ucd, cp):
    """Cells in a terminal, see aikb_width. Conjoining vowels and finals stand inside the cell of
    their syllable; the soft hyphen and format controls that are visible keep a cell."""
    category = ucd.category(cp)
    if category in ("Mn", "Me") or 0x1160 <= cp <= 0x11FF:
        return 0
    if category == "Cf" and cp != 0xAD and cp not in ucd.prepended:
        return 0
    return 2 if ucd.wide(cp) else 1


def build(ucd, folding):
    """The packed entry of every code point, and the pool of expansions."""
    entries, pool, places = [], [], {}
    for cp in range(LIMIT):
        folded = folding.fold(cp)
        bits = width(ucd, cp) << 4 | (1 << 7 if ucd.may_change_in_nfc(cp) else 0)
        if not folded:
            bits |= DROPPED
        elif len(folded) == 1:
            bits |= folding.class_of(folded[0]) | ((folded[0] - cp) & 0xFFFFFF) << 8
        else:
            key = tuple(folded)
            if key not in places:
                places[key] = len(pool)
                if max(key) > 0xFFFF or sum(4 if c > 0x7F else 1 for c in key) > 96:
                    raise SystemExit(f"U+{cp:04X}: expansion does not fit")
                pool += [len(key), *key]
            bits |= folding.class_of(folded[0]) | 1 << 6 | places[key] << 8
        entries.append(bits)
    return entries, pool


def check(folding, entries):
    """Folding twice must be folding once: every result stands for itself, with its own class."""
    for cp in range(LIMIT):
        for c in folding.fold(cp):
            if folding.fold(c) != [c]:
                raise SystemExit(f"U+{cp:04X} folds to U+{c:04X}, which folds further")
            if entries[c] & 15 != folding.class_of(c):
                raise SystemExit(f"U+{c:04X}: class of the result differs")


def two_stage(values):
    """Pages of equal content stored once: (page of each block, the pages one after the other)."""
    pages, content, seen = [], [], {}
    for start in range(0, LIMIT, PAGE):
        page = tuple(values[start:start + PAGE])
        if page not in seen:
            seen[page] = len(seen)
            content += page
        pages.append(seen[page])
    return pages, content


def array(declaration, values, form=str):
    """A C array, filled to 100 columns."""
    lines, line = [], " "
    for value in values:
        cell = f" {form(value)},"
        if len(line) + len(cell) > 100:
            lines.append(line)
            line = " "
        line += cell
    return "\n".join([f"const {declaration} = {{", *lines, line, "};", ""])


def main():
    here = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ucd", type=pathlib.Path, default=pathlib.Path("/usr/share/unicode"))
    parser.add_argument("--cldr", type=pathlib.Path,
                        default=pathlib.Path("/usr/share/unicode/cldr/common"))
    parser.add_argument("--output", type=pathlib.Path,
                        default=here / "Sources/CUnicode/tables.c")
    options = parser.parse_args()

    ucd = UCD(options.ucd, VERSION)
    transform = read_han_transform(options.cldr / "transforms/Simplified-Traditional.xml")
    folding = Folding(ucd, simplified_forms(options.ucd, transform))
    entries, pool = build(ucd, folding)
    check(folding, entries)
    distinct = sorted(set(entries))
    number = {entry: n for n, entry in enumerate(distinct)}
    pages, numbers = two_stage([number[entry] for entry in entries])

    readings = pinyin_readings(options.ucd)
    syllables = sorted(set(readings.values()))
    index = {s: n + 1 for n, s in enumerate(syllables)}
    pinyin_pages, pinyin_numbers = two_stage(
        [index.get(readings.get(cp), 0) for cp in range(LIMIT)])

    texts = [ord(chr(b).lower()) if b < 128 and (chr(b).isalnum() or b == 0x20) else 0
             for b in range(256)]
    options.output.write_text("\n".join([
        f"// Made by Scripts/unicode-tables.py from Unicode {VERSION} (UCD, Unihan) and CLDR 41.",
        "// Copyright © 1991-2022 Unicode, Inc. Unicode-DFS-2016, see LICENSE.md. Do not edit.",
        "",
        '#include "CUnicode.h"',
        "",
        array("uint16_t aikb_pages[0x110000 >> 6]", pages),
        array("uint16_t aikb_numbers[]", numbers),
        array("uint32_t aikb_entries[]", distinct, hex),
        array("uint16_t aikb_expansions[]", pool),
        array("uint8_t aikb_ascii_texts[256]", texts),
        array("uint16_t aikb_pinyin_pages[0x110000 >> 6]", pinyin_pages),
        array("uint16_t aikb_pinyin_numbers[]", pinyin_numbers),
        array("char aikb_pinyin_syllables[][7]", syllables, lambda s: f'"{s}"').rstrip("\n"),
        "",
    ]), encoding="utf-8")
    print(f"{len(numbers) // PAGE} pages of {len(distinct)} entries, "
          f"{len(pool)} units of expansions, "
          f"{len(pinyin_numbers) // PAGE} pages of {len(syllables)} syllables", file=sys.stderr)


if __name__ == "__main__":
    main()
