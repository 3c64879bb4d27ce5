internal import KnowledgeBase
internal import Messages
internal import Tabular

/// A table of a data package as a file to ingest.
final class PackageFile {
  let package: IngestPackage
  let resource: PackageResource
  private var known: (size: Int, sha256: String)?
  /// It is not the file that the descriptor describes: somebody has edited it where it lies.
  private var isChanged = false

  init(package: IngestPackage, resource: PackageResource) {
    self.package = package
    self.resource = resource
  }

  /// Its size in bytes and their SHA-256, once they were compared with what the descriptor says.
  ///
  /// A file in a folder may have been edited; one in an archive was damaged on its way.
  ///
  /// - Throws: `TabularError` with both numbers where a file in an archive differs.
  func checked() throws -> (size: Int, sha256: String) {
    if let known { return known }
    let (algorithm, expected) = try declaredHash()
    var own = MessageDigest(.sha256)
    var other = algorithm.map(MessageDigest.init)
    var size = 0
    for source in try resource.contents() {
      try source.forEachChunk { bytes in
        own.update(bytes)
        if algorithm != .sha256 { other?.update(bytes) }
        size += bytes.count
      }
    }
    if let bytes = resource.bytes, bytes != size {
      try differs(
        "bytes", Message("\(bytes) bytes", "\(bytes) 字节"), Message("\(size) bytes", "\(size) 字节"))
    }
    let sha256 = own.hex()
    let found = algorithm == .sha256 ? sha256 : other?.hex()
    if let found, found != expected {
      try differs("hash", Message(verbatim: expected), Message(verbatim: found))
    }
    known = (size, sha256)
    return (size, sha256)
  }

  /// What there is to say once the file was read: that it is not as it was in the package.
  ///
  /// - Parameter rows: how many the file has.
  /// - Throws: `TabularError` with both numbers where a file in an archive has others than the
  ///   descriptor says.
  func remark(rows: Int) throws -> Message? {
    if let declared = resource.rows, declared != rows {
      try differs(
        "rows", Message(declared.of("row"), "\(declared) 行"), Message(rows.of("row"), "\(rows) 行"))
    }
    guard isChanged else { return nil }
    let then = resource.rows.map { Message(", \($0) then", "，当时 \($0) 行") }
    let changed =
      Message("changed since the package was made (\(rows.of("row"))", "数据包制作之后有改动（现有 \(rows) 行")
      + (then ?? Message("", "")) + Message(")", "）")
    guard let declared = resource.rows, declared > rows else { return changed }
    return changed
      + Message(
        "; rows are missing, and nothing is removed for that", "；有行缺失，但不会因此删除任何内容")
  }

  /// The file itself, to be read by what it shows: a spreadsheet saves with other separators, in
  /// another encoding, without a column. Nil while the descriptor says how to read it.
  var editedPath: String? {
    isChanged && package.isOwn ? resource.pathOnDisk : nil
  }

  /// `sha256:…`; without a name it is MD5: https://specs.frictionlessdata.io/data-resource/#metadata-properties
  private func declaredHash() throws -> (MessageDigest.Algorithm?, String) {
    guard let hash = resource.hash else { return (nil, "") }
    let parts = hash.split(separator: ":", maxSplits: 1).map { $0.lowercased() }
    guard parts.count == 2 else { return (.md5, hash.lowercased()) }
    guard let algorithm = MessageDigest.Algorithm(rawValue: parts[0].filter { $0 != "-" }) else {
      let known = MessageDigest.Algorithm.allCases.map(\.rawValue).joined(separator: ", ")
      throw resource.node.error(
        Message("hash: '\(parts[0])' is none of \(known)", "hash：“\(parts[0])”不在以下之列：\(known)"))
    }
    return (algorithm, parts[1])
  }

  private func differs(_ what: String, _ declared: Message, _ found: Message) throws(TabularError) {
    guard package.package.isArchive else {
      isChanged = true
      return
    }
    throw TabularError(
      file: resource.file,
      reason: Message(
        "has \(found.en), \(resource.node.path).\(what) in \(resource.node.file) says \(declared.en); "
          + "fetch it again, or unpack it and name the folder if it was changed on purpose",
        "有 \(found.zh)，而 \(resource.node.file) 中 \(resource.node.path).\(what) 为 \(declared.zh)；"
          + "请重新下载；若是有意修改，请解压并给出文件夹"))
  }
}
