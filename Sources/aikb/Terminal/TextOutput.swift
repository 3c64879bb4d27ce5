import Tabular

/// Text to a file, or to standard output.
enum TextOutput {
  /// - Parameter path: nil and `-` are standard output.
  /// - Throws: `UsageError` where the file is a database, `SinkError`.
  static func write(_ text: String, to path: String?) throws {
    let sink: ByteSink
    if let path, path != "-" {
      try OutputFile.check(path)
      sink = try ByteSink.file(path)
    } else {
      sink = .stdout()
    }
    try sink.write(text)
    try sink.commit()
  }
}
