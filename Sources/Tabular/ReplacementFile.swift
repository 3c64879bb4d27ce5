import Glibc

/// A file that comes into being complete or not at all: written under a temporary name in the same
/// folder, then renamed over its destination.
///
/// A destination that is no regular file (`/dev/null`, a named pipe) is written to directly: it
/// must not be replaced. A symbolic link keeps pointing where it does, and its target is replaced.
final class ReplacementFile {
  let descriptor: CInt
  private let destination: String
  /// Nil once renamed, and where the destination is written to directly.
  private var temporary: String?

  /// - Throws: `SinkError` if the folder is missing or may not be written to, or if the destination
  ///   is a folder.
  init(path: String) throws(SinkError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      destination = path
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw SinkError(name: path, code: errno) }
      return
    }

    destination = exists ? Self.resolved(path) : path
    (descriptor, temporary) = try Self.createTemporary(beside: destination, name: path)
    // The file keeps the permissions it had; a new one gets what the umask gives.
    if exists { fchmod(descriptor, status.st_mode & 0o777) }
  }

  deinit {
    close(descriptor)
    if let temporary { unlink(temporary) }
  }

  /// Puts the file in its place. What was written is on the disk before the name is.
  func commit() throws(SinkError) {
    guard let temporary else { return }
    guard fsync(descriptor) == 0, rename(temporary, destination) == 0 else {
      throw SinkError(name: destination, code: errno)
    }
    self.temporary = nil
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func createTemporary(
    beside path: String, name: String
  ) throws(SinkError) -> (CInt, String) {
    while true {
      let suffix = String(UInt32.random(in: 0 ... .max), radix: 36)
      let temporary = "\(path).\(suffix).part"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, temporary) }
      if errno != EEXIST { throw SinkError(name: name, code: errno) }
    }
  }
}
