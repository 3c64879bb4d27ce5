import ArgumentParser
import Messages

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

extension Message {
  /// Whether messages and help are in Chinese: as `--lang` says anywhere on the command line, else the
  /// locale. Known before the command line is parsed, whose own errors are messages too.
  static let isChinese: Bool = {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
      let given: Substring? =
        argument.hasPrefix("--lang=")
        ? argument.dropFirst("--lang=".count)
        : argument == "--lang" && index + 1 < arguments.count ? arguments[index + 1][...] : nil
      if let language = given.flatMap({ Language(rawValue: String($0)) }), language != .both {
        return language == .zh
      }
    }
    return Language.fromLocale == .zh
  }()

  /// The text in the user's language.
  var spoken: String { Self.isChinese ? zh : en }
}
