import Glibc
internal import Messages

/// Where the files of a data package lie: in a folder, or in a ZIP archive. Nothing outside is read,
/// whatever the descriptor says.
struct PackageContainer {
  private enum Place {
    case folder(String)
    /// An archive, and the folder in it, with its `/`.
    case archive(ZipArchive, ByteSource, prefix: String)
  }

  /// As messages name it: the folder with its `/`, or the archive with one behind it.
  let name: String
  private let place: Place

  static let descriptor = "datapackage.json"

  /// The folder at `path`.
  init(folder path: String) {
    name = path.isEmpty || path.hasSuffix("/") ? path : path + "/"
    place = .folder(path.isEmpty ? "." : path)
  }

  /// The archive at `path`; nil if it is none, or has no descriptor at its top or in the only folder
  /// there.
  ///
  /// - Throws: `TabularError` if it cannot be read.
  init?(archive path: String) throws(TabularError) {
    let source = try ByteSource(path: path)
    guard case .zip = FileSignature(try source.peek(FileSignature.length)) else { return nil }
    let archive = try ZipArchive(try ByteSource(path: path))
    let found = archive.names.filter { name in
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      return parts.last.map(String.init) == Self.descriptor && parts.count <= 2
    }
    guard let first = found.min(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
    name = path + "/"
    place = .archive(
      archive, source, prefix: String(first.dropLast(Self.descriptor.count)))
  }

  /// Opens a file.
  ///
  /// - Parameter node: names it, relative to the descriptor.
  /// - Throws: `TabularError` for an address on the web, a path that leads out of the package or to
  ///   no file.
  func open(_ path: String, _ node: JSONNode) throws(TabularError) -> ByteSource {
    try check(path, node)
    switch place {
    case .folder: return try ByteSource(path: file(path, node))
    case .archive(let archive, let source, let prefix):
      guard let stream = try archive.open(prefix + path) else {
        throw node.error(Message("no file '\(path)' in \(name)", "\(name) 中没有文件“\(path)”"))
      }
      return ByteSource(stream, from: source, name: name + path)
    }
  }

  /// Whether it is an archive: whoever edits a file of it packs it anew.
  var isArchive: Bool {
    if case .archive = place { true } else { false }
  }

  /// The path of a file on the disk; nil in an archive.
  func pathOnDisk(_ path: String) -> String? {
    if case .folder = place { name + path } else { nil }
  }

  /// The rules of <https://datapackage.org/standard/data-resource/#path-or-data>: no absolute path,
  /// none with `..`. Addresses are not followed: an ingest does nothing but read files.
  func check(_ path: String, _ node: JSONNode) throws(TabularError) {
    if path.contains("://") {
      throw node.error(
        Message(
          "'\(path)' is an address; fetch the file and name it here", "“\(path)”是网址；请先下载该文件并在此填写文件名"
        ))
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.isEmpty || path.hasPrefix("/") || path.hasPrefix("~") || parts.contains("..")
      || path.contains("\\") || path.utf8.contains(0)
    {
      throw node.error(leadsOut(path))
    }
  }

  /// The path of a file, which must lie in the folder even when links are followed.
  private func file(_ path: String, _ node: JSONNode) throws(TabularError) -> String {
    let full = name + path
    guard case .folder(let folder) = place, let real = realpath(full, nil),
      let realFolder = realpath(folder, nil)
    else {
      throw node.error(Message("no file '\(full)'", "没有文件“\(full)”"))
    }
    defer {
      free(real)
      free(realFolder)
    }
    let inside = String(cString: realFolder)
    guard String(cString: real).hasPrefix(inside == "/" ? inside : inside + "/") else {
      throw node.error(leadsOut(path))
    }
    return full
  }

  private func leadsOut(_ path: String) -> Message {
    Message("'\(path)' leads out of the package", "“\(path)”指向数据包之外")
  }
}

extension PackageContainer {
  /// Whether a folder has a descriptor.
  var hasDescriptor: Bool { access(name + Self.descriptor, F_OK) == 0 }
}
