internal import KnowledgeBase
internal import Messages
internal import Tabular

/// A data package on its way in: which of its tables are taken, and who stands behind their rows.
final class IngestPackage {
  let package: DataPackage
  /// Made by `aikb export --all`: its files are what their names say, and name their sources.
  let isOwn: Bool
  /// The SHA-256 of the descriptor, in hexadecimal: with another one the same file says otherwise.
  let sha256: String
  /// The folder it lies in, where the user named that.
  private let folder: String?

  /// - Returns: nil where there is no data package at `path`.
  /// - Throws: `TabularError` with the path in the descriptor.
  init?(at path: String) throws {
    guard let package = try DataPackage.open(path, isFolder: InputFile.isFolder(path)) else {
      return nil
    }
    self.package = package
    folder = InputFile.isFolder(path) ? path : nil
    isOwn = package.descriptor[PackageLayout.marker] != nil
    var digest = MessageDigest(.sha256)
    try package.source().forEachChunk { digest.update($0) }
    sha256 = digest.hex()
  }

  /// The tables to take, in the order in which they can be: of our own package all, of another one
  /// those that are a kind by their name, or the one that `--sheet` names.
  ///
  /// - Throws: `TabularError` when what a table holds cannot be told, and where one refers to what is
  ///   not there.
  func files(_ options: Ingestor.Options, _ registry: Registry) throws -> [InputFile] {
    if !isOwn { try package.checkForeignKeys() }
    var resources = package.resources
    if let wanted = options.table.sheet {
      guard let resource = resources.first(where: { $0.name == wanted }) else {
        let names = resources.map(\.name).joined(separator: ", ")
        throw package.descriptor.error(
          Message("no resource '\(wanted)'; there are: \(names)", "没有资源“\(wanted)”；现有：\(names)"))
      }
      resources = [resource]
    }
    if isOwn { resources.removeAll { $0.name == PackageLayout.contentsStem } }
    let files = resources.map { resource in
      InputFile(
        PackageFile(package: self, resource: resource), stem: stem(of: resource, registry))
    }
    guard !isOwn, options.mapping == nil, options.kind == nil else {
      return InputFile.inOrder(files)
    }
    let unknown = zip(resources, files).filter { (try? registry.kind($1.stem)) == nil }
    if let first = unknown.first?.0 {
      let kinds = registry.kinds.map(\.plural).joined(separator: ", ")
      let choice = resources.count > 1 ? " --sheet \(first.name)" : ""
      throw first.node.error(
        Message(
          "what is '\(first.name)'? say\(choice) --as KIND (\(kinds)) or --map MAPPING",
          "“\(first.name)”是什么？请用\(choice) --as KIND（\(kinds)）或 --map MAPPING 说明"))
    }
    return InputFile.inOrder(files)
  }

  /// What there is to say about the package itself.
  var remarks: [Message] {
    var remarks: [Message] = []
    if !package.others.isEmpty {
      let names = package.others.joined(separator: ", ")
      remarks.append(
        Message(
          "\(package.file): no tables, not read: \(names)", "\(package.file)：不是表格，未读取：\(names)"))
    }
    let known = Set(package.resources.map { $0.file })
    let files = folder.flatMap { try? InputFile.files(at: $0) } ?? []
    let strangers = files.map(\.name).filter { !known.contains($0) }
    if !strangers.isEmpty {
      let names = strangers.joined(separator: ", ")
      remarks.append(
        Message(
          "\(package.file): no part of the package, not read: \(names)",
          "\(package.file)：不属于该数据包，未读取：\(names)"))
    }
    return remarks
  }

  /// By which the rows of a table are known: a kind where its file, name or title says one.
  private func stem(of resource: PackageResource, _ registry: Registry) -> String {
    let file = resource.file.split(separator: "/").last ?? ""
    let stem = String(file.prefix { $0 != "." })
    let names = [stem, resource.name] + [resource.node["title"]?.text].compactMap(\.self)
    return names.first { (try? registry.kind($0)) != nil } ?? stem
  }
}

extension IngestPackage {
  /// The source that stands behind the rows of somebody else's package; nil for our own, whose rows
  /// name theirs.
  ///
  /// Its licence is that of the descriptor, an SPDX expression where there are several; the credit is
  /// that of the sources it was made from.
  func source() throws -> Source? {
    if isOwn { return nil }
    let descriptor = package.descriptor
    let title = descriptor["title"]?.text ?? descriptor["name"]?.text ?? package.file
    var source = Source(
      key: [descriptor["name"]?.text, title].lazy.compactMap { $0.flatMap(Key.slug) }.first
        ?? "data-package", title: title)
    let contributors = try descriptor["contributors"]?.array() ?? []
    let publisher =
      contributors.first { contributor in
        contributor["role"]?.text == "publisher"
          || contributor["roles"].flatMap { try? $0.strings() }?.contains("publisher") == true
      } ?? contributors.first
    source.publisher = publisher?["organization"]?.text ?? publisher?["title"]?.text
    let origins = try descriptor["sources"]?.array() ?? []
    source.url =
      descriptor["homepage"]?.text
      ?? origins.compactMap { $0["path"]?.text }.first { $0.hasPrefix("http") }
    source.published = descriptor["created"]?.text.flatMap {
      PartialDate(String($0.prefix(10)))?.text
    }
    let licences = try (descriptor["licenses"]?.array() ?? []).compactMap {
      $0["name"]?.text ?? $0["title"]?.text ?? $0["path"]?.text
    }
    // https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
    source.licence = licences.isEmpty ? nil : licences.joined(separator: " AND ")
    let credits = origins.compactMap { $0["attribution"]?.text ?? $0["title"]?.text }
    source.attribution = credits.isEmpty ? nil : credits.joined(separator: "; ")
    source.reliability = "dataset"
    return source
  }
}
