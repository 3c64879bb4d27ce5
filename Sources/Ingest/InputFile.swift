internal import Glibc
internal import KnowledgeBase
internal import Messages
internal import Tabular

/// A file to ingest: on disk, standard input, compiled into the program, or a table of a data package.
struct InputFile {
  /// As messages name it.
  let name: String
  private let resource: Resource?
  /// The table it is, of a data package.
  let packaged: PackageFile?
  private let givenStem: String?
  /// Where it lies.
  private let path: String
  /// The sheet it is, of a workbook.
  private let sheet: String?

  /// Whether it was named by itself, not found in a folder, package or workbook that holds an export.
  let isByItself: Bool

  /// The file at a path; - is standard input.
  init(name: String) { self.init(name: name, resource: nil, isByItself: true) }

  private init(name: String, resource: Resource?, isByItself: Bool = false) {
    self.name = name
    self.isByItself = isByItself
    self.resource = resource
    packaged = nil
    givenStem = nil
    path = name
    sheet = nil
  }

  /// A table of a data package.
  init(_ file: PackageFile, stem: String) {
    name = file.resource.file
    isByItself = false
    resource = nil
    packaged = file
    givenStem = stem
    path = file.package.package.file
    sheet = nil
  }

  /// A sheet of a workbook that holds a whole export.
  private init(workbook path: String, sheet: String) {
    name = "\(path)/\(sheet)"
    isByItself = false
    resource = nil
    packaged = nil
    givenStem = sheet
    self.path = path
    self.sheet = sheet
  }

  /// File name without folder and extension.
  var stem: String {
    if let givenStem { return givenStem }
    let file = name.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." })
  }

  /// Says what a file in our own layout holds: the stem, without the number of a part (firms-2.csv).
  var ownStem: String {
    let stem = stem
    guard let dash = stem.lastIndex(of: "-"), dash != stem.startIndex,
      let number = Int(stem[stem.index(after: dash)...]), number > 1
    else { return stem }
    return String(stem[..<dash])
  }

  /// Whether a mapping's name of a file is this one's, without the last ending or without all.
  func isCalled(_ name: String) -> Bool {
    if stem == name { return true }
    let file = self.name.split(separator: "/").last ?? ""
    return file.hasPrefix(name) && file.dropFirst(name.count).first == "."
  }

  /// Bytes it has; 0 for what cannot be read twice (a pipe).
  var size: Int {
    if let resource { return resource.bytes.count }
    if let packaged { return (try? packaged.checked().size) ?? 0 }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(status.st_size)
  }

  /// Whether it is the file at this path.
  func isSame(as path: String) -> Bool {
    var mine = stat()
    var other = stat()
    guard resource == nil, stat(self.path, &mine) == 0,
      stat(path, &other) == 0
    else { return false }
    return mine.st_dev == other.st_dev && mine.st_ino == other.st_ino
  }

  /// Its bytes, standard input included.
  ///
  /// - Throws: `TabularError` when it cannot be read.
  func source() throws -> ByteSource {
    if let resource { return ByteSource(bytes: Array(resource.bytes), name: name) }
    return try ByteSource(path: path)
  }

  /// Its rows.
  ///
  /// - Parameter options: what the user says about the file.
  /// - Throws: `TabularError` when it cannot be read or holds no table.
  func open(_ options: TableFile.Options = TableFile.Options()) throws -> CSVReader {
    if let packaged {
      var options = options
      // It chose the table.
      options.sheet = nil
      if let path = packaged.editedPath { return try TableFile.open(path, options) }
      return try packaged.resource.open(options)
    }
    if let sheet {
      var options = options
      options.sheet = sheet
      return try TableFile.open(path, options)
    }
    return try TableFile.open(try source(), options)
  }

  /// The SHA-256 of the content; "" for a pipe, which cannot be read twice.
  func sha256() throws -> String {
    if let resource { return SHA256.hex(of: resource.bytes) }
    if let packaged { return try packaged.checked().sha256 }
    return size == 0 ? "" : try FileBytes.sha256(path)
  }

  /// Whether there is a folder at `path`.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The file at `path`, or for a folder the files of a whole export in it, in their order, for a
  /// workbook of one its sheets.
  ///
  /// - Parameter sheet: the only one to read.
  /// - Throws: ``TabularError`` for a folder without any, or with a CSV file that means nothing.
  static func files(at path: String, sheet: String? = nil) throws -> [InputFile] {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      if path.lowercased().hasSuffix(".xlsx"),
        let sheets = try? TableFile.sheets(of: path), sheets.first == PackageLayout.contentsSheet
      {
        let tables = sheets.dropFirst().filter { sheet == nil || $0 == sheet }
        if !tables.isEmpty { return inOrder(tables.map { InputFile(workbook: path, sheet: $0) }) }
      }
      return [InputFile(name: path)]
    }
    guard let folder = opendir(path) else {
      throw TabularError(
        file: path, reason: Message(verbatim: "\(String(cString: strerror(errno)))"))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      // Only says what the others hold.
      if name == PackageLayout.contentsStem + ".csv" { continue }
      if name.hasSuffix(".csv"), !name.hasPrefix(".") { names.append(name) }
    }
    guard !names.isEmpty else {
      throw TabularError(
        file: path,
        reason: Message(
          "no CSV file in this folder; name a workbook or any other file by itself",
          "此文件夹中没有 CSV 文件；工作簿等其他文件请逐一给出文件名"))
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    return inOrder(names.map { InputFile(name: prefix + $0, resource: nil) })
  }

  static var seeds: [InputFile] {
    inOrder(
      Resource.all(under: "Seeds/")
        .filter { $0.path.hasSuffix(".csv") && $0.path.split(separator: "/").count == 2 }
        .map { InputFile(name: $0.path, resource: $0) })
  }

  /// The list of entities that look alike and are not the same; nil when there is none.
  ///
  /// - Parameter folder: nil: the Seeds compiled into the program.
  static func distinctPairs(in folder: String?) -> InputFile? {
    let name = "checks/distinct.csv"
    guard let folder else {
      return Resource.all(under: "Seeds/" + name).first.map {
        InputFile(name: $0.path, resource: $0)
      }
    }
    let path = (folder.hasSuffix("/") ? folder : folder + "/") + name
    return access(path, F_OK) == 0 ? InputFile(name: path, resource: nil) : nil
  }

  /// Sources before what cites them, entities before what names and joins them.
  static func inOrder(_ files: [InputFile]) -> [InputFile] {
    let last = [
      "names", "identifiers", "redirects", "reviews", "relations", "events", "figures", "claims",
      "evidence",
      "documents", "passages", "citations",
    ]
    func place(_ file: InputFile) -> Int {
      file.ownStem == "sources" ? -1 : last.firstIndex(of: file.ownStem).map { $0 + 1 } ?? 0
    }
    return files.sorted { (place($0), $0.name) < (place($1), $1.name) }
  }
}
