internal import Messages

/// A data package that somebody made: the tables that its `datapackage.json` describes, by Data
/// Package version 1 <https://specs.frictionlessdata.io/data-package/> or 2
/// <https://datapackage.org/standard/data-package/>.
package final class DataPackage {
  /// The descriptor, as messages name it.
  package let file: String
  package let descriptor: JSONNode
  /// The tables in it, in order.
  package private(set) var resources: [PackageResource] = []
  /// Resources that are no tables, by name.
  package private(set) var others: [String] = []
  private let container: PackageContainer
  private let name: String

  /// The package in a folder, in a ZIP archive, or of a descriptor.
  ///
  /// - Returns: nil where there is none at `path`.
  /// - Throws: `TabularError` with the path in the descriptor.
  package static func open(_ path: String, isFolder: Bool) throws(TabularError) -> DataPackage? {
    if isFolder {
      let container = PackageContainer(folder: path)
      guard container.hasDescriptor else { return nil }
      return try DataPackage(container, PackageContainer.descriptor)
    }
    if let folder = folder(ofDescriptor: path) {
      return try DataPackage(
        PackageContainer(folder: folder), String(path.dropFirst(folder.utf8.count)))
    }
    guard path != "-", path.lowercased().hasSuffix(".zip"),
      let container = try PackageContainer(archive: path)
    else { return nil }
    return try DataPackage(container, PackageContainer.descriptor)
  }

  /// The folder of a file that is called as descriptors are: `datapackage.json`,
  /// `NAME.datapackage.json`.
  private static func folder(ofDescriptor path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard name == PackageContainer.descriptor || name.hasSuffix("." + PackageContainer.descriptor)
    else { return nil }
    return String(path.dropLast(name.utf8.count))
  }

  private init(_ container: PackageContainer, _ name: String) throws(TabularError) {
    file = container.name + name
    self.container = container
    self.name = name
    let root = JSONNode(.null, file: file)
    descriptor = JSONNode(
      try JSONValue(try container.open(name, root)), file: file)
    guard let resources = try descriptor["resources"]?.array(), !resources.isEmpty else {
      throw descriptor.error(Message("describes no resources", "没有描述任何资源"))
    }
    var names: Set<String> = []
    for node in resources {
      let resource = try PackageResource(node, in: container, of: descriptor)
      guard names.insert(resource.name).inserted else {
        throw node.error(
          Message("a second resource '\(resource.name)'", "第二个名为“\(resource.name)”的资源"))
      }
      if resource.isTable { self.resources.append(resource) } else { others.append(resource.name) }
    }
    if self.resources.isEmpty {
      throw descriptor.error(
        Message(
          "has no tables, only \(others.joined(separator: ", "))",
          "其中没有表格，只有 \(others.joined(separator: "、"))"))
    }
  }

  /// Whether it lies in a ZIP archive.
  package var isArchive: Bool { container.isArchive }

  /// The bytes of the descriptor.
  package func source() throws(TabularError) -> ByteSource {
    try container.open(name, descriptor)
  }

  /// Checks that what a table refers to in another one, or in itself, is there.
  ///
  /// - Throws: `TabularError` with file, line, column and value.
  package func checkForeignKeys() throws(TabularError) {
    for resource in resources {
      for key in try resource.foreignKeys() {
        guard
          let other = key.resource.isEmpty
            ? resource : resources.first(where: { $0.name == key.resource })
        else {
          throw key.node.error(
            Message("no resource '\(key.resource)'", "没有资源“\(key.resource)”"))
        }
        let known = Set(try other.values(of: key.referenced, key.node).map(\.values))
        for row in try resource.values(of: key.fields, key.node)
        where !row.values.allSatisfy(\.isEmpty) && !known.contains(row.values) {
          let value = row.values.joined(separator: ", ")
          throw TabularError(
            file: resource.file, line: row.line, columnName: key.fields.first,
            reason: Message(
              "\(key.fields.joined(separator: ", ")) is '\(value)', which '\(other.name)' has not "
                + "(\(key.node.path) in \(file))",
              "\(key.fields.joined(separator: ", ")) 为“\(value)”，而“\(other.name)”中没有"
                + "（\(file) 的 \(key.node.path)）"))
        }
      }
    }
  }
}
