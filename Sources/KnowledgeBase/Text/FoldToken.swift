/// A token of the folded text and where it comes from, for marking matches in the original.
package struct FoldToken: Equatable, Sendable {
  /// The folded token; U+E000 for the end of a sentence.
  package let text: String
  /// The part of the original it stands for, as offsets in its UTF-8, marks included.
  package let range: Range<Int>
  /// Whether it marks the end of a sentence instead of saying something.
  package let isSentinel: Bool
}

/// What is told of the tokens while the folder writes them.
protocol FoldObserver {
  /// Whether it takes notice at all.
  static var observes: Bool { get }
  /// A token begins at `output` in the folded bytes, made of the original from `source` on.
  mutating func tokenBegan(output: Int, source: Range<Int>)
  /// The token that began last goes on, in the original, up to `source`.
  mutating func tokenReached(source: Int)
  /// A sentinel was written at `output` for the punctuation at `source`.
  mutating func sentinelWritten(output: Int, source: Range<Int>)
}

/// Takes no notice; the calls vanish in the specialised folder.
struct NoObserver: FoldObserver {
  static var observes: Bool { false }
  @inline(__always) func tokenBegan(output: Int, source: Range<Int>) {}
  @inline(__always) func tokenReached(source: Int) {}
  @inline(__always) func sentinelWritten(output: Int, source: Range<Int>) {}
}

/// Notes where every token begins, for ``Fold/tokens(_:)``.
struct TokenObserver: FoldObserver {
  private struct Mark {
    let output: Int
    var source: Range<Int>
    let isSentinel: Bool
  }
  private var marks: [Mark] = []

  static var observes: Bool { true }

  mutating func tokenBegan(output: Int, source: Range<Int>) {
    marks.append(Mark(output: output, source: source, isSentinel: false))
  }

  mutating func tokenReached(source: Int) {
    guard let last = marks.indices.last else { return }
    marks[last].source = marks[last].source.lowerBound..<source
  }

  mutating func sentinelWritten(output: Int, source: Range<Int>) {
    marks.append(Mark(output: output, source: source, isSentinel: true))
  }

  /// The tokens, cut out of the folded bytes: each ends one space before the next begins.
  func tokens(in folded: borrowing ByteBuffer) -> [FoldToken] {
    var tokens: [FoldToken] = []
    tokens.reserveCapacity(marks.count)
    for (number, mark) in marks.enumerated() {
      let end = number + 1 < marks.count ? marks[number + 1].output - 1 : folded.count
      tokens.append(
        FoldToken(
          text: folded.text(in: mark.output..<end), range: mark.source,
          isSentinel: mark.isSentinel))
    }
    return tokens
  }
}
