import Foundation

/// How a process ended and what it printed.
struct Output {
  /// The exit code; the number of the signal, negative, when one ended it.
  let status: Int32
  let bytes: Data
  let errors: Data

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var messages: String { String(decoding: errors, as: UTF8.self) }
  /// The first line on standard error.
  var firstMessage: String {
    String(messages.prefix { $0 != "\n" })
  }
  /// The lines on standard output.
  var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }

  /// Standard output as a JSON array of objects.
  func json() throws -> [[String: Any]] {
    try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]] ?? []
  }
}
