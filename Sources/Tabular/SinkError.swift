import Glibc

/// Why output could not be written.
package enum SinkError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Nobody reads the pipe any more (`EPIPE`), as in `aikb export … | head`. Usually no failure.
  case closedPipe
  /// No space is left for the file of this name (`ENOSPC`, `EDQUOT`, `EFBIG`).
  case full(String)
  /// Anything else: the file's name and the system's error number.
  case failed(String, code: Int32)

  init(name: String, code: CInt) {
    switch code {
    case EPIPE: self = .closedPipe
    case ENOSPC, EDQUOT, EFBIG: self = .full(name)
    default: self = .failed(name, code: code)
    }
  }

  package var description: String {
    switch self {
    case .closedPipe: "the reader of the output has closed it"
    case .full(let name): "\(name): no space left"
    case .failed(let name, let code): "\(name): cannot be written: \(systemMessage(code))"
    }
  }
}
