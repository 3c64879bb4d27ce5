"""The parts of the Unicode Character Database that the generators use, read from its text files.

The file formats are those of UAX #44, https://www.unicode.org/reports/tr44/. Python's own
unicodedata is not used: its version depends on the interpreter.
"""

import bz2
import re


def read_lines(path):
    """The lines of a data file without comments; the file may be packed as PATH.bz2."""
    packed = path.with_name(path.name + ".bz2")
    opened = open(path, encoding="utf-8") if path.exists() else bz2.open(
        packed, "rt", encoding="utf-8")
    with opened as file:
        for line in file:
            line = line.split("#")[0].strip() if not line.startswith("U+") else line.strip()
            if line:
                yield line


def read_ranges(path):
    """(first, last, value) of the files that list `code point or range ; value`."""
    for line in read_lines(path):
        fields = [field.strip() for field in line.split(";")]
        first, _, last = fields[0].partition("..")
        yield int(first, 16), int(last or first, 16), fields[1:]


def read_unihan(path, field):
    """One field of a Unihan file: {code point: list of values}."""
    found = {}
    for line in read_lines(path):
        codepoint, name, value = line.split("\t")
        if name == field:
            found[int(codepoint[2:], 16)] = value.split()
    return found


def read_han_transform(path):
    """The pairs of single characters in CLDR's transform Simplified-Traditional:
    {traditional: simplified}."""
    pairs = {}
    for line in read_lines(path):
        match = re.fullmatch(r"(\S)\s*[↔←]\s*(\S)\s*;", line)
        if match:
            pairs.setdefault(ord(match[2]), ord(match[1]))
    return pairs


class UCD:
    """Properties of code points, by method or as sets."""

    def __init__(self, folder, version):
        header = open(folder / "DerivedCoreProperties.txt", encoding="utf-8").readline()
        if f"-{version}.txt" not in header:
            raise SystemExit(f"{folder} is not Unicode {version}: {header.strip()}")
        self._read_characters(folder / "UnicodeData.txt")
        self._read_casefolding(folder / "CaseFolding.txt")
        self._scripts = self._spread(folder / "Scripts.txt", lambda values: values[0])
        self._widths = self._spread(folder / "EastAsianWidth.txt", lambda values: values[0])
        self.default_ignorable = self._members(
            folder / "DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
        self.sentence_terminal = self._members(folder / "PropList.txt", "Sentence_Terminal")
        self.prepended = self._members(folder / "PropList.txt", "Prepended_Concatenation_Mark")
        self._not_nfc = self._members(folder / "DerivedNormalizationProps.txt", "NFC_QC")
        # Radicals that Unicode does not decompose; text copied out of PDF files is full of them.
        self._unified = {
            cp: int(values[0], 16)
            for first, last, values in read_ranges(folder / "EquivalentUnifiedIdeograph.txt")
            for cp in range(first, last + 1) if 0x2E80 <= cp <= 0x2FDF}

    def _read_characters(self, path):
        self._categories, self._classes, self._digits = {}, {}, {}
        self._decompositions, self._nfkd = {}, {}
        start = None
        for line in open(path, encoding="utf-8"):
            fields = line.rstrip("\n").split(";")
            cp = int(fields[0], 16)
            if fields[1].endswith(", First>"):
                start = cp
                continue
            for c in range(cp if start is None else start, cp + 1):
                self._categories[c] = fields[2]
            start = None
            if fields[3] != "0":
                self._classes[cp] = int(fields[3])
            if fields[6]:
                self._digits[cp] = int(fields[6])
            if fields[5]:
                self._decompositions[cp] = [
                    int(part, 16) for part in fields[5].split() if part[0] != "<"]

    def _read_casefolding(self, path):
        """Full case folding: statuses C and F of CaseFolding.txt."""
        self._casefolds = {}
        for first, _, values in read_ranges(path):
            if values[0] in "CF":
                self._casefolds[first] = [int(part, 16) for part in values[1].split()]

    @staticmethod
    def _spread(path, value):
        return {cp: value(values)
                for first, last, values in read_ranges(path) for cp in range(first, last + 1)}

    @staticmethod
    def _members(path, name):
        return {cp for first, last, values in read_ranges(path) if values[0] == name
                for cp in range(first, last + 1)}

    def category(self, cp):
        return self._categories.get(cp, "Cn")

    def script(self, cp):
        return self._scripts.get(cp, "Unknown")

    def digit(self, cp):
        """The value of a decimal digit."""
        return self._digits[cp]

    def unified(self, cp):
        """The ideograph that a CJK radical stands for, else the code point itself."""
        return self._unified.get(cp, cp)

    def casefold(self, cp):
        return self._casefolds.get(cp, [cp])

    def nfkd(self, cp):
        """The full compatibility decomposition, Hangul left composed. The order of marks does not
        matter here: they are dropped."""
        if cp not in self._decompositions:
            return [cp]
        if cp not in self._nfkd:
            self._nfkd[cp] = [d for c in self._decompositions[cp] for d in self.nfkd(c)]
        return self._nfkd[cp]

    def wide(self, cp):
        """East Asian wide or full width; the header of EastAsianWidth.txt gives the defaults."""
        default = "W" if 0x20000 <= cp <= 0x3FFFD and cp & 0xFFFF <= 0xFFFD else "N"
        return self._widths.get(cp, default) in ("W", "F")

    def may_change_in_nfc(self, cp):
        """Whether a text with this code point may differ from its NFC. Unassigned code points
        count: a later version of Unicode may give them a decomposition."""
        return (cp in self._not_nfc or self._classes.get(cp, 0) != 0
                or self.category(cp) == "Cn")
