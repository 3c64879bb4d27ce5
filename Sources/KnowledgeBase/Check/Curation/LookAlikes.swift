/// Finds names that are the same but for a legal form, or differ by one letter.
///
/// Names are compared folded (``Fold/key(_:)``), without spaces. Numbers tell models and chips apart
/// (Qwen3-8B, MI300A): every word with a digit has to be the same, and only the other words, if they
/// have ``longEnough`` letters in all, may differ by a letter. A Chinese character is a word: one that
/// differs makes another name.
struct LookAlikes {
  /// Letters from which on one letter more, less or other is more likely a slip than another name.
  static let longEnough = 8

  private static let legalForms: Set<String> = [
    "ag", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "limited",
    "llc", "ltd", "nv", "plc", "sa", "sas", "se",
  ]
  private static let legalFormsZH = ["股 份 有 限 公 司", "有 限 责 任 公 司", "有 限 公 司", "公 司"]

  /// Names by each of their forms.
  private var index: [String: [Entry]] = [:]

  private struct Entry {
    let key: String
    let name: String
    let letters: [Unicode.Scalar]
  }

  /// Adds a name.
  ///
  /// - Returns: the names added before that look like it, each once.
  mutating func add(_ key: String, name: String) -> [(key: String, name: String)] {
    let (letters, forms) = Self.forms(of: name)
    let entry = Entry(key: key, name: name, letters: letters)
    var found: [(key: String, name: String)] = []
    for form in forms {
      for other in index[form, default: []]
      where !found.contains(where: { $0.key == other.key })
        && Nearest.distance(letters, other.letters, bound: 1) <= 1
      {
        found.append((other.key, other.name))
      }
      index[form, default: []].append(entry)
    }
    return found
  }

  /// The letters of a name, and texts of which two names share one when they look alike: the folded
  /// name, and for a long one what is left when a letter goes. Of two texts a letter apart, one letter
  /// more, another one or two swapped, something one letter shorter is common to both.
  private static func forms(of name: String) -> (letters: [Unicode.Scalar], Set<String>) {
    var folded = Fold.key(name)
    for form in legalFormsZH where folded.hasSuffix(" " + form) {
      folded.removeLast(form.count + 1)
    }
    var words = folded.split(separator: " ").map(String.init)
    while words.count > 1, let last = words.last, legalForms.contains(last) { words.removeLast() }
    let letters = words.filter { !hasDigit($0) }.flatMap(\.unicodeScalars)
    let isLong = letters.count >= longEnough && letters.allSatisfy(\.isASCII)
    guard isLong else { return (letters, [words.joined()]) }
    let numbers = words.filter(hasDigit).joined(separator: " ") + " "
    func form(_ letters: some Sequence<Unicode.Scalar>) -> String {
      numbers + String(String.UnicodeScalarView(letters))
    }
    let shorter = letters.indices.map { form(letters[..<$0] + letters[($0 + 1)...]) }
    return (letters, Set(shorter + [form(letters), words.joined()]))
  }

  private static func hasDigit(_ word: String) -> Bool {
    word.unicodeScalars.contains { ("0"..."9").contains($0) }
  }
}
