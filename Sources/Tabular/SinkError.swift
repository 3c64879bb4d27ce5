import Glibc
package import Messages

/// Why output could not be written.
package enum SinkError: MessageError, Sendable, Hashable {
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

  package var message: Message {
    switch self {
    case .closedPipe: Message("the reader of the output has closed it", "输出的读取方已将其关闭")
    case .full(let name): Message("\(name): no space left", "\(name)：磁盘空间不足")
    case .failed(let name, let code):
      Message(
        "\(name): cannot be written: \(systemMessage(code))",
        "\(name)：无法写入：\(systemMessage(code))")
    }
  }
}
