import ArgumentParser

/// The language of names and labels.
enum Language: String, CaseIterable, ExpressibleByArgument {
  case zh, en, both

  /// From the locale: `LC_ALL`, else `LC_MESSAGES`, else `LANG`.
  static var fromLocale: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = Terminal.environment(name), !value.isEmpty {
        return value.hasPrefix("zh") ? .zh : .en
      }
    }
    return .en
  }

  /// A name in this language; Chinese falls back to English.
  func name(_ en: String, _ zh: String?) -> String {
    switch self {
    case .en: en
    case .zh: zh ?? en
    case .both: zh.map { $0 == en ? en : "\(en) \($0)" } ?? en
    }
  }

  /// A word of the tool's own in this language; both with a slash between.
  func word(_ en: String, _ zh: String) -> String {
    switch self {
    case .en: en
    case .zh: zh
    case .both: "\(en) / \(zh)"
    }
  }
}
