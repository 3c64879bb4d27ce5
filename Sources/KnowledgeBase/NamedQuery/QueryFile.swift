internal import Glibc
internal import Messages
internal import Tabular

/// The files of a folder of queries.
enum QueryFile {
  /// The largest that is read, in bytes; SQLite's own limit for a statement here is the same.
  private static let largest = 1_000_000

  /// Names of the queries in a folder, sorted; none when there is no such folder. Files whose name
  /// is no name of a query are none.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee))
        {
          String(cString: $0)
        }
      }
      guard name.hasSuffix(".sql") else { continue }
      let stem = String(name.dropLast(4))
      if QueryLibrary.isName(stem) { names.append(stem) }
    }
    return names.sorted()
  }

  /// The text of a file, without a byte order mark.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)``.
  static func read(_ path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      guard count >= 0 else { throw failure(path) }
      if count == 0 { break }
      bytes += buffer[..<count]
      guard bytes.count <= largest else {
        throw KnowledgeBaseError.invalid(
          Message("\(path): larger than 1 MB, which no query is", "\(path)：大于 1 MB，不可能是查询"))
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw KnowledgeBaseError.invalid(Message("\(path): is not UTF-8", "\(path)：不是 UTF-8"))
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// Writes a file, making its folder where that is missing.
  ///
  /// - Throws: ``KnowledgeBaseError/readOnly(path:)`` when the folder cannot be made; `SinkError`.
  static func write(_ text: String, to path: String) throws {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    guard folder.isEmpty || mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw KnowledgeBaseError.readOnly(path: folder)
    }
    let sink = try ByteSink.file(path)
    try sink.write(text)
    try sink.commit()
  }

  private static func failure(_ path: String) -> KnowledgeBaseError {
    .invalid(
      Message(
        "\(path): cannot be read: \(String(cString: strerror(errno)))",
        "\(path)：无法读取：\(String(cString: strerror(errno)))"))
  }
}
