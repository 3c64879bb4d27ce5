internal import CResources

/// The files compiled into the binary: `Migrations/` and `Seeds/`.
package struct Resource: Sendable {
  /// Path from the top of the tree, e.g. "Migrations/0001-store.sql".
  package let path: String
  private let start: UInt
  private let count: Int

  /// The file's bytes; they live as long as the process.
  package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(bitPattern: start), count: count)
  }

  /// The file's text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// File name without folder and extension.
  package var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }

  /// Every file under `folder`, e.g. "Migrations/", sorted by path.
  package static func all(under folder: String) -> [Resource] {
    (0..<aikb_resource_count()).compactMap { index in
      let entry = aikb_resource_at(index)
      let path = String(cString: entry.path)
      guard path.hasPrefix(folder) else { return nil }
      return Resource(path: path, start: UInt(bitPattern: entry.bytes), count: entry.size)
    }
  }
}
