internal import KnowledgeBase
internal import Messages
internal import Tabular

/// A table of a data package as a file to ingest.
final class PackageFile {
  let package: IngestPackage
  let resource: PackageResource
  private var known: (size: Int, sha256: String)?

  init(package: IngestPackage, resource: PackageResource) {
    self.package = package
    self.resource = resource
  }

  /// Its size in bytes and their SHA-256, once they are what the descriptor says.
  ///
  /// - Throws: `TabularError` with both numbers where they are not.
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
      throw mismatch(
        "bytes", Message("\(bytes) bytes", "\(bytes) 字节"), Message("\(size) bytes", "\(size) 字节"))
    }
    let sha256 = own.hex()
    let found = algorithm == .sha256 ? sha256 : other?.hex()
    if let found, found != expected {
      throw mismatch("hash", Message(verbatim: expected), Message(verbatim: found))
    }
    known = (size, sha256)
    return (size, sha256)
  }

  /// - Parameter rows: how many the file has.
  /// - Throws: `TabularError` with both numbers where the descriptor says otherwise.
  func check(rows: Int) throws {
    guard let declared = resource.rows, declared != rows else { return }
    throw mismatch(
      "rows", Message("\(declared) rows", "\(declared) 行"), Message("\(rows) rows", "\(rows) 行"))
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

  private func mismatch(_ what: String, _ declared: Message, _ found: Message) -> TabularError {
    TabularError(
      file: resource.file,
      reason: Message(
        "has \(found.en), \(resource.node.path).\(what) in \(resource.node.file) says \(declared.en); "
          + "fetch it again, or name the file itself if it was changed on purpose",
        "有 \(found.zh)，而 \(resource.node.file) 中 \(resource.node.path).\(what) 为 \(declared.zh)；"
          + "请重新下载；若是有意修改，请直接给出该文件"))
  }
}
