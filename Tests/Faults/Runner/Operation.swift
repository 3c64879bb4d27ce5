import Foundation
import Glibc
import Ingest
import KnowledgeBase
internal import Messages
import Tabular

/// What is done to a knowledge base while something fails. The raw value is the name on the command
/// line.
enum Operation: String, CaseIterable {
  /// Makes a knowledge base and fills it, as `aikb init` does, with a small folder for the Seeds.
  case `init`
  /// Takes a folder of CSV files in.
  case ingest
  /// Takes the good rows of a file in and writes the others into a file of their own.
  case rejects
  /// Takes a table of somebody else in, with a mapping.
  case map
  /// Takes the data package of somebody else in, of JSON.
  case package
  /// Searches in both languages.
  case search
  /// Writes everything as CSV.
  case export
  /// Writes everything into a folder as a data package.
  case everything
  /// Writes everything into a workbook.
  case workbook
  /// Copies the file.
  case backup

  /// Whether it changes the knowledge base.
  var isWriting: Bool { [.`init`, .ingest, .rejects, .map, .package].contains(self) }

  /// The files it makes beside the knowledge base when it succeeds, and must not leave otherwise.
  var products: [String] {
    switch self {
    case .rejects: ["rejects.csv"]
    case .backup: ["copy.db"]
    case .everything: ["all"]
    case .workbook: ["all.xlsx"]
    default: []
    }
  }

  /// Does it.
  ///
  /// - Returns: what the user would be shown, to tell a wrong answer from a right one.
  func run(in folder: Folder) throws -> String {
    switch self {
    case .`init`: return try initialize(folder)
    case .ingest: return try ingest(folder, Folder.files + "/more")
    case .rejects:
      return try ingest(folder, Folder.files + "/partly/models.csv") {
        $0.rejects = folder.file("rejects.csv")
      }
    case .map:
      return try ingest(folder, Folder.fixtures + "/epoch-notable-excerpt.csv") {
        $0.mapping = "epoch-models"
      }
    case .package: return try ingest(folder, Folder.files + "/package")
    case .search: return try search(folder)
    case .export: return try export(folder)
    case .everything: return try everything(folder)
    case .workbook:
      let sink = try ByteSink.file(folder.file("all.xlsx"))
      let store = try Store(path: folder.database, access: .read)
      let excess = try WorkbookExport(store, split: false).write(to: sink)
      try sink.commit()
      return "\(excess.count)"
    case .backup:
      try Store(path: folder.database, access: .read).backup(to: folder.file("copy.db"))
      return ""
    }
  }

  private func initialize(_ folder: Folder) throws -> String {
    let store = try Store(path: folder.database, access: .create)
    guard try store.isEmpty else { return "" }
    var options = Ingestor.Options()
    options.command = "init"
    let report = try Ingestor(store, options: options).ingest([Folder.fixtures + "/own"])
    return Self.text(of: report)
  }

  private func ingest(
    _ folder: Folder, _ file: String, _ choose: (inout Ingestor.Options) -> Void = { _ in }
  ) throws -> String {
    var options = Ingestor.Options()
    choose(&options)
    let store = try Store(path: folder.database, access: .write)
    return Self.text(of: try Ingestor(store, options: options).ingest([file]))
  }

  private static func text(of report: Report) -> String {
    "\(report.counts) \(report.problems.map(\.description))"
  }

  private func search(_ folder: Folder) throws -> String {
    let store = try Store(path: folder.database, access: .read)
    var lines: [String] = []
    for words in ["aurora", "极光", "北風", "makes models", "nothing of the kind"] {
      let result = try store.search(words)
      lines.append("\(result.total) \(result.isRelaxed)")
      for hit in result.hits {
        let snippet = hit.snippet.map { $0.marked("[", "]") } ?? ""
        lines.append(
          "\(hit.key) \(hit.name) \(hit.nameZH ?? "") \(hit.match) \(hit.score) \(snippet)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// - Returns: a digest of what the files hold. Where it fails they are not there, so that nothing keeps the
  ///   folder from being removed.
  private func everything(_ folder: Folder) throws -> String {
    let target = Folder(path: folder.file("all"))
    try FileManager.default.createDirectory(
      atPath: target.path, withIntermediateDirectories: true)
    do {
      let store = try Store(path: folder.database, access: .read)
      _ = try PackageExport(store, into: target.path, excel: false, split: false).write()
    } catch {
      rmdir(target.path)
      throw error
    }
    let texts = try target.names.map { Array($0.utf8) + (target.bytes(of: $0) ?? []) }
    return Array(texts.joined()).withUnsafeBufferPointer { SHA256.hex(of: $0) }
  }

  private func export(_ folder: Folder) throws -> String {
    let store = try Store(path: folder.database, access: .read)
    let files = try store.packageFiles()
    let rows = PackageRows(store)
    let sink = ByteSink.memory()
    try store.snapshot {
      for file in files {
        var writer = RowWriter(format: .csv, columns: file.columns, to: sink)
        try rows.write(file, to: &writer)
        try writer.finish()
      }
    }
    return String(decoding: sink.bytes, as: UTF8.self)
  }
}
