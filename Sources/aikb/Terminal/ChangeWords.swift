import KnowledgeBase
import Messages

extension Message {
  /// What stands where a command had nothing to do.
  static let nothingChanged = Message("nothing changed", "没有变化")
}

extension Outcome {
  /// What happened to a record.
  var word: Message {
    switch self {
    case .added: Message("added", "已添加")
    case .changed: Message("changed", "已更改")
    case .unchanged: Message("unchanged", "没有变化")
    }
  }
}

extension ValueChange {
  /// The value before.
  var oldValue: Message { old.map(Message.init(verbatim:)) ?? Message("(blank)", "（空）") }

  /// `2025-07 → 2025-07-28`.
  var values: Message { oldValue + Message(verbatim: " → \(new)") }

  /// `glm-4-5 released: 2025-07 → 2025-07-28`.
  var message: Message { Message("\(key) \(column): ", "\(key) \(column)：") + values }
}
