/// The words of swift-argument-parser, and Chinese for them. Its errors come as text only; what is not
/// found here stays English.
enum ParserWords {
  /// A label or text of a list of arguments: what the parser adds to ours.
  static func entry(_ text: String) -> String {
    if let chinese = fixed[text] { return chinese }
    if text.hasSuffix(" (default)") { return text.dropLast(" (default)".count) + "（默认）" }
    let additions = text.ranges(of: " (values: ") + text.ranges(of: " (default: ")
    guard text.hasSuffix(")"), let addition = additions.map(\.lowerBound).max() else { return text }
    let words = text[addition...].dropFirst(2).dropLast()
      .replacing("values: ", with: "可选：").replacing("default: ", with: "默认：")
      .replacing("; ", with: "；").replacing(", ", with: "、")
    return text[..<addition] + "（\(words)）"
  }

  private static let fixed = [
    "Show help information.": "显示帮助。", "Show the version.": "显示版本号。",
    "Show subcommand help information.": "显示子命令的帮助。",
  ]

  /// An error of parsing with the usage below it.
  static func error(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line($0) }
      .joined(separator: "\n")
  }

  private static func line(_ line: Substring) -> String {
    for (prefix, chinese) in prefixes where line.hasPrefix(prefix) {
      return chinese + sentence(line.dropFirst(prefix.count))
    }
    return sentence(line)
  }

  private static let prefixes = [
    ("Error: ", "错误："), ("Help:  ", "帮助："), ("Usage: ", "用法："), ("   or: ", "  或："),
  ]

  private static func sentence(_ text: Substring) -> String {
    for (english, chinese) in sentences {
      guard let values = values(of: english, in: text) else { continue }
      var parts = chinese.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
      for (index, value) in values.enumerated() { parts[index] += list(value) }
      return parts.joined()
    }
    return String(text)
  }

  /// `'a', 'b' or 'c'`, as Chinese strings them together.
  private static func list(_ values: String) -> String {
    values.replacing("', '", with: "'、'").replacing("' or '", with: "'、'")
      .replacing("' and '", with: "'、'")
  }

  /// Templates: % stands for what varies. Of two that fit, the first counts.
  /// https://github.com/apple/swift-argument-parser/blob/1.8.2/Sources/ArgumentParser/Usage/UsageGenerator.swift
  private static let sentences = [
    ("  See '%' for more information.", "  详见 '%'。"),
    ("Unknown option '%'. Did you mean '%'?", "未知选项 '%'；是否想用 '%'？"),
    ("Unknown option '%'", "未知选项 '%'"),
    ("Missing value for '%'", "选项 '%' 缺少值"),
    ("The option '%' does not take any value, but '%' was specified.", "选项 '%' 不带值，却给出了 '%'。"),
    ("Unexpected argument '%'", "多余的参数 '%'"),
    ("% unexpected arguments: '%'", "% 个多余的参数：'%'"),
    (
      "Value to be set with flag '%' had already been set with flag '%'",
      "'%' 要设的值已由 '%' 设定"
    ),
    ("Missing expected argument '%'", "缺少参数 '%'"),
    ("Missing one of: '%'", "缺少以下之一：'%'"),
    ("Missing required subcommand.", "缺少子命令。"),
    ("Invalid option: %", "无效的选项：%"),
    (
      "The value '%' is invalid for '%'. Please provide one of the following:",
      "值 '%' 不适用于 '%'；请从以下各项中选择："
    ),
    (
      "The value '%' is invalid for '%'. Please provide one of %.",
      "值 '%' 不适用于 '%'；可选：%。"
    ),
    ("The value '%' is invalid for '%'", "值 '%' 不适用于 '%'"),
  ]

  /// What stands in `text` where the template has %; nil where it is another sentence.
  private static func values(of template: String, in text: Substring) -> [String]? {
    let fixed = template.split(separator: "%", omittingEmptySubsequences: false)
    guard let first = fixed.first, text.hasPrefix(first) else { return nil }
    var rest = text.dropFirst(first.count)
    var values: [String] = []
    for (index, part) in fixed.enumerated().dropFirst() {
      let isLast = index == fixed.count - 1
      if isLast {
        guard rest.hasSuffix(part) else { return nil }
        values.append(String(rest.dropLast(part.count)))
      } else {
        guard let next = rest.firstRange(of: part) else { return nil }
        values.append(String(rest[..<next.lowerBound]))
        rest = rest[next.upperBound...]
      }
    }
    // A template without % has to be the whole of it.
    return fixed.count == 1 && rest.count > 0 ? nil : values
  }
}
