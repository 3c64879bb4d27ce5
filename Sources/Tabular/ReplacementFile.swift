import Glibc

/// A file that comes into being complete or not at all: written without a name in the folder of its
/// destination, then named and renamed over it. A process that is killed leaves nothing behind.
///
/// Where the file system has no files without a name (NFS, FAT), it is written under a temporary
/// name instead, which only a process that ends in order takes away.
///
/// A destination that is no regular file (`/dev/null`, a named pipe) is written to directly: it
/// must not be replaced. A symbolic link keeps pointing where it does, and its target is replaced.
final class ReplacementFile {
  private enum State {
    /// The system forgets the file when its descriptor is closed.
    case nameless
    case named(temporary: String)
    /// The destination was written to directly, or has been replaced.
    case inPlace
  }

  let descriptor: CInt
  /// The name errors are reported under.
  private let name: String
  private let destination: String
  private var state: State

  /// - Parameter mayBeNameless: false takes the way of file systems without such files.
  /// - Throws: `SinkError` if the folder is missing or may not be written to, or if the destination
  ///   is a folder.
  init(path: String, mayBeNameless: Bool = true) throws(SinkError) {
    name = path
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      let opened = open(path, O_WRONLY | O_CLOEXEC)
      guard opened >= 0 else { throw SinkError(name: path, code: errno) }
      (descriptor, destination, state) = (opened, path, .inPlace)
      return
    }

    destination = exists ? Self.resolved(path) : path
    // Whatever refuses a file without a name either does not concern one with a name, or is met
    // again and reported there.
    if mayBeNameless, let opened = Self.openNameless(in: Self.folder(of: destination)) {
      (descriptor, state) = (opened, .nameless)
    } else {
      let (opened, temporary) = try Self.withTemporaryName(
        beside: destination, reportedAs: path
      ) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
      (descriptor, state) = (opened, .named(temporary: temporary))
    }
    // The file keeps the permissions it had; a new one gets what the umask gives.
    if exists { fchmod(descriptor, status.st_mode & 0o777) }
  }

  deinit {
    close(descriptor)
    if case .named(let temporary) = state { unlink(temporary) }
  }

  /// Does everything that can fail for want of space: what was written is on the disk, under a
  /// temporary name beside the destination, and only a renaming is left for `commit()`.
  ///
  /// - Throws: `SinkError` if that fails; the destination is as it was in any case.
  func prepare() throws(SinkError) {
    if case .inPlace = state { return }
    guard fsync(descriptor) == 0 else { throw SinkError(name: name, code: errno) }
    _ = try giveName()
  }

  /// Puts the file in its place. What was written is on the disk before the name is.
  ///
  /// - Throws: `SinkError` if that fails; the destination is then as it was.
  func commit() throws(SinkError) {
    if case .inPlace = state { return }
    guard fsync(descriptor) == 0 else { throw SinkError(name: name, code: errno) }
    let temporary = try giveName()
    guard rename(temporary, destination) == 0 else { throw SinkError(name: name, code: errno) }
    state = .inPlace
  }

  /// The temporary name of the file, which has one afterwards: `linkat` never replaces a file, so
  /// that it cannot take the destination's at once.
  private func giveName() throws(SinkError) -> String {
    if case .named(let temporary) = state { return temporary }
    let link = Self.link(to: descriptor)
    let (_, temporary) = try Self.withTemporaryName(beside: destination, reportedAs: name) {
      linkat(AT_FDCWD, link, AT_FDCWD, $0, AT_SYMLINK_FOLLOW)
    }
    state = .named(temporary: temporary)
    return temporary
  }

  // MARK: Files without a name

  /// `O_TMPFILE` of open(2) <https://man7.org/linux/man-pages/man2/open.2.html>, a macro that is not
  /// imported into Swift: a bit of its own, together with the one that makes a kernel without it
  /// refuse to write to the folder.
  private static let temporaryFileFlag: CInt = 0o20_000_000 | O_DIRECTORY

  /// A descriptor of a new file without a name that can be given one; nil where the file system has
  /// none (`EOPNOTSUPP`), the kernel neither (`EISDIR`), or where `/proc` is missing, without which
  /// it could not be named (`ENOENT`).
  static func openNameless(in folder: String) -> CInt? {
    let descriptor = open(folder, temporaryFileFlag | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    guard access(link(to: descriptor), F_OK) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// The symbolic link that stands for an open file, the way open(2) gives to name one.
  private static func link(to descriptor: CInt) -> String { "/proc/self/fd/\(descriptor)" }

  // MARK: Paths

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return String(path[...slash])
  }

  /// Calls `create` with names beside `path` until it finds one that is free.
  ///
  /// - Parameter create: returns -1 and leaves `EEXIST` in `errno` where the name is taken.
  /// - Returns: what `create` returned, and the name.
  private static func withTemporaryName(
    beside path: String, reportedAs name: String, _ create: (String) -> CInt
  ) throws(SinkError) -> (CInt, String) {
    while true {
      let suffix = String(UInt32.random(in: 0 ... .max), radix: 36)
      let temporary = "\(path).\(suffix).part"
      let result = create(temporary)
      if result >= 0 { return (result, temporary) }
      if errno != EEXIST { throw SinkError(name: name, code: errno) }
    }
  }
}
