import ArgumentParser
import KnowledgeBase
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

  /// A word or name in this language, or both one after the other; without Chinese the English.
  func text(_ en: String, _ zh: String?) -> String {
    switch self {
    case .en: en
    case .zh: zh ?? en
    case .both: zh.map { $0 == en ? en : "\(en) \($0)" } ?? en
    }
  }

  /// A label in this language, or both.
  func text(_ label: Label) -> String { text(label.en, label.zh) }

  /// What stands for what a source does not say; the two languages with a slash between, so that
  /// nobody takes them for a value.
  var notStated: String { self == .both ? "not stated / 文中未提" : text("not stated", "文中未提") }

  /// What stands between a heading and what is said under it.
  var colon: String { self == .zh ? "：" : ": " }

  /// The name of an entity.
  func name(of entity: EntityReference) -> String { text(entity.name, entity.nameZH) }
}

extension Language {
  /// What has to be said of a relation on the date that was asked for; nil where it certainly holds.
  func doubt(_ verdict: PartialDateRange.Verdict) -> String? {
    switch verdict {
    case .possible: text("possible", "可能")
    case .undated: text("undated", "无日期")
    case .certain, .no: nil
    }
  }
}

extension Message {
  /// Whether messages and help are in Chinese: as `--lang` says anywhere on the command line, else the
  /// locale. Known before the command line is parsed, whose own errors are messages too.
  static let isChinese =
    (TypedArguments(Array(CommandLine.arguments.dropFirst())).language ?? .fromLocale) == .zh

  /// The text in the user's language.
  var spoken: String { Self.isChinese ? zh : en }
}
