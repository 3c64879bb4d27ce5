import Glibc
import Messages

/// Checks a file that is about to be written.
enum OutputFile {
  /// Refuses to replace a database, or one of the files that are being read.
  ///
  /// - Throws: `UsageError`.
  static func check(_ path: String, inputs: [String] = []) throws {
    if isDatabase(path) || ["-wal", "-shm"].contains(where: { path.hasSuffix($0) && exists(path) })
    {
      throw UsageError(
        message: Message(
          "\(path): is a database and is not overwritten; name another file",
          "\(path)：是数据库，不予覆盖；请指定其他文件"))
    }
    for input in inputs where isSame(path, input) {
      throw UsageError(
        message: Message(
          "\(path): is being read and is not overwritten; name another file",
          "\(path)：正在读取，不予覆盖；请指定其他文件"))
    }
  }

  /// Refuses a file where a folder is to be written.
  ///
  /// - Throws: `UsageError`.
  static func checkFolder(_ path: String) throws {
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & S_IFMT != S_IFDIR else { return }
    throw UsageError(
      message: Message(
        "\(path): is a file; name a folder, or a workbook that ends in .xlsx",
        "\(path)：是文件；请指定文件夹，或以 .xlsx 结尾的工作簿"))
  }

  /// Endings of formats that are not written: CSV under such a name would not open.
  private static let foreignEndings: Set = [
    "doc", "docx", "htm", "html", "numbers", "ods", "parquet", "pdf", "xls", "xlsb",
  ]

  /// Refuses a name whose ending promises a format that is not written.
  ///
  /// - Throws: `UsageError`.
  static func checkEnding(_ path: String) throws {
    guard let dot = path.lastIndex(of: "."),
      foreignEndings.contains(path[path.index(after: dot)...].lowercased())
    else { return }
    let ending = path[dot...]
    throw UsageError(
      message: Message(
        "\(path): \(ending) is not written; use .xlsx, .csv, .tsv, .json, .jsonl or .md, or say "
          + "--format",
        "\(path)：不能写出 \(ending)；请用 .xlsx、.csv、.tsv、.json、.jsonl 或 .md，或以 --format 指明格式"))
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether the file begins as every SQLite database does
  /// (https://sqlite.org/fileformat2.html#magic_header_string).
  private static func isDatabase(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var head = [UInt8](repeating: 0, count: 16)
    return read(file, &head, 16) == 16 && head == Array("SQLite format 3\0".utf8)
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
