internal import Messages

/// The comment lines at the head of a named query.
struct QueryHead {
  private(set) var parameters: [QueryParameter] = []
  private var texts: [String: String] = [:]

  private static let words = ["title", "title_zh", "description", "description_zh"]

  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` with file and line.
  init(_ sql: String, file: String) throws {
    var open: String?
    let lines = sql.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      guard line.hasPrefix("--") else { break }
      let comment = line.dropFirst(2)
      let isIndented = comment.hasPrefix("  ")
      let content = Self.trimmed(comment)
      if isIndented, let open {
        texts[open] = Self.joined(texts[open] ?? "", content)
        continue
      }
      open = nil
      guard let colon = content.firstIndex(of: ":") else { continue }
      let word = String(content[..<colon])
      let rest = Self.trimmed(content[content.index(after: colon)...])
      func fail(_ reason: Message) -> KnowledgeBaseError {
        .invalid(Message(verbatim: "\(file):\(index + 1): ") + reason)
      }
      if word == "param" {
        let parameter = try Self.parameter(rest, fail)
        guard !parameters.contains(where: { $0.name == parameter.name }) else {
          throw fail(
            Message("the parameter \(parameter.name) is there twice", "参数 \(parameter.name) 重复出现"))
        }
        parameters.append(parameter)
      } else if Self.words.contains(word) {
        guard texts[word] == nil else {
          throw fail(Message("'\(word)' is there twice", "'\(word)' 重复出现"))
        }
        texts[word] = String(rest)
        open = word
      }
    }
  }

  /// A text in both languages; where one is missing, the other stands for it.
  func label(_ word: String) -> Label? {
    let (en, zh) = (texts[word], texts[word + "_zh"])
    guard let any = en ?? zh else { return nil }
    return Label(en: en ?? any, zh: zh ?? any)
  }

  /// `country entity:country = china -- A country | 国家/地区`
  private static func parameter(
    _ text: Substring, _ fail: (Message) -> KnowledgeBaseError
  ) throws -> QueryParameter {
    var rest = text
    var description: Label?
    if let dashes = rest.firstRange(of: "--") {
      let parts = rest[dashes.upperBound...].split(separator: "|", maxSplits: 1).map(trimmed)
      if let first = parts.first, !first.isEmpty {
        description = Label(en: String(first), zh: String(parts.count > 1 ? parts[1] : first))
      }
      rest = rest[..<dashes.lowerBound]
    }
    var fallback = QueryParameter.Default.required
    if let equals = rest.firstIndex(of: "=") {
      let value = trimmed(rest[rest.index(after: equals)...])
      fallback = value.isEmpty ? .null : .value(String(value))
      rest = rest[..<equals]
    }
    let words = rest.split(separator: " ")
    guard words.count == 2 else {
      throw fail(
        Message(
          "a parameter reads: name type = default -- what it is for",
          "参数应写作：name type = default -- 用途"))
    }
    let name = String(words[0])
    guard name.utf8.first.map({ $0 >= 97 && $0 <= 122 }) == true,
      name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 })
    else {
      throw fail(
        Message(
          "'\(name)' is no name of a parameter (a-z, 0-9 and _)", "'\(name)' 不能用作参数名（a-z、0-9 和 _）"))
    }
    guard let type = QueryParameter.ValueType(String(words[1])) else {
      throw fail(
        Message(
          "'\(words[1])' is no type; there are text, integer, number, date, entity, entity:KIND, "
            + "kind, source and choice(a|b)",
          "'\(words[1])' 不是类型；"
            + "类型有 text、integer、number、date、entity、entity:KIND、kind、source 和 choice(a|b)"))
    }
    return QueryParameter(name: name, type: type, fallback: fallback, description: description)
  }

  /// A continued text: with a space between, but not within Chinese.
  private static func joined(_ start: String, _ end: Substring) -> String {
    guard let last = start.last, let first = end.first else { return start + end }
    return start + (last.isASCII && first.isASCII ? " " : "") + end
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return start[...last]
  }
}
