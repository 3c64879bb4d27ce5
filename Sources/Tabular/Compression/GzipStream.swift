internal import Messages

/// What a gzip file holds; of several one behind the other, all of it.
final class GzipStream: ByteStream {
  private let source: ByteSource
  private let inflater = Inflater(.gzip)
  private var input = ByteQueue()
  private var isBetweenMembers = true
  private var isAtEnd = false

  init(_ source: ByteSource) { self.source = source }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    while !isAtEnd {
      if input.isEmpty, try !source.read(into: &input) {
        guard isBetweenMembers else { throw damaged("ends in the middle", "在中途结束") }
        isAtEnd = true
        break
      }
      isBetweenMembers = false
      let (used, written, outcome) = input.rest.withUnsafeBytes {
        inflater.inflate($0, into: target)
      }
      input.drop(used)
      switch outcome {
      case .more: break
      case .damaged: throw damaged("is damaged", "已损坏")
      case .end:
        isBetweenMembers = true
        inflater.reset()
        try skipPadding()
      }
      if written > 0 { return written }
    }
    return 0
  }

  /// Zero bytes behind the end are padding, as tapes have it.
  private func skipPadding() throws(TabularError) {
    while true {
      if input.isEmpty, try !source.read(into: &input) { return }
      guard input.rest.first == 0 else { return }
      input.drop(input.rest.prefix { $0 == 0 }.count)
    }
  }

  private func damaged(_ en: String, _ zh: String) -> TabularError {
    TabularError(
      file: source.name,
      reason: Message("the gzip file \(en); fetch it again", "gzip 文件\(zh)；请重新下载"))
  }
}
