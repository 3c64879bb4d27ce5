import CUnicode

/// One pass over UTF-8 that writes the folded text: what a character means where it stands.
///
/// The rules of context:
/// - Letters and digits stay together; a Han character or kana is a token of its own; everything
///   else separates, any run of it once.
/// - 。！？； and … end a sentence. So do `.` `!` `?` `;` when a space, the end, a quotation mark or a
///   closing bracket follows (and the last three before a Han character), two line ends, and one
///   after punctuation.
/// - `+` and `#` after a letter become letters: alone when no letter follows ("DeepLabV3+", "C#",
///   but not "A+B"), several always ("C++", "C++17").
/// - An apostrophe between letters leaves no trace.
struct Folder<Observer: FoldObserver> {
  /// What stands between the last thing written and the next.
  private enum Gap: UInt8 {
    case none  // a letter: the next letter continues the token
    case token  // a Han character: the next thing is a token of its own
    case space
    case sentence
  }

  private let source: UnsafeBufferPointer<UInt8>
  private let sentences: Bool
  /// Where this text begins in the output, which may hold others before it.
  private let base: Int
  private var gap = Gap.space
  private var gapSource = 0..<0
  /// Line ends since the last character that is not space.
  private var newlines = 0
  /// Whether that character was punctuation.
  private var afterPunctuation = false

  /// Room the output has at every step, beyond a byte for each byte to come: more than what any one
  /// code point writes (Scripts/unicode-tables.py limits it).
  static var slack: Int { 128 }

  /// Folds `source` behind what `out` holds.
  static func run(
    _ source: UnsafeBufferPointer<UInt8>, sentences: Bool, into out: inout ByteBuffer,
    observer: inout Observer
  ) {
    var folder = Folder(source: source, sentences: sentences, base: out.count)
    var offset = 0
    while offset < source.count {
      out.reserve(source.count &- offset &+ slack)
      let text = aikb_ascii_text(source[offset])
      if text > UInt8(ascii: " ") {
        offset = folder.copyWords(at: offset, &out, &observer)
      } else if text == UInt8(ascii: " ") {
        folder.separate()
        offset &+= 1
      } else {
        offset = folder.step(at: offset, &out, &observer)
      }
    }
  }

  private init(source: UnsafeBufferPointer<UInt8>, sentences: Bool, base: Int) {
    self.source = source
    self.sentences = sentences
    self.base = base
  }

  /// The fast path: ASCII letters, digits and spaces up to the next byte that is something else;
  /// letters and digits only when tokens are observed one by one.
  @inline(__always)
  private mutating func copyWords(
    at start: Int, _ out: inout ByteBuffer, _ observer: inout Observer
  ) -> Int {
    open(start..<start, continues: true, &out, &observer)
    let end = out.appendWords(of: source, from: start, spaces: !Observer.observes)
    gap = .none
    if out.endsInSpace {  // the next separator decides what stands here
      out.removeLast(1)
      gap = .space
    }
    observer.tokenReached(source: end)
    return end
  }

  /// Any one character, or a run of `+` and `#`. Returns where the next begins.
  private mutating func step(
    at start: Int, _ out: inout ByteBuffer, _ observer: inout Observer
  ) -> Int {
    let scalar = DecodedScalar(source, at: start)
    let entry = aikb_entry(scalar.value)
    let end = start &+ scalar.length
    switch aikb_entry_class(entry) {
    case _ where aikb_entry_expands(entry):
      expand(entry, start..<end, &out, &observer)
    case .word:
      write(letter: aikb_entry_folded(entry, scalar.value), start..<end, &out, &observer)
    case .token:
      write(token: aikb_entry_folded(entry, scalar.value), start..<end, &out, &observer)
    case .space:
      separate()
    case .dropped:
      if gap.rawValue <= Gap.token.rawValue { observer.tokenReached(source: end) }
    case .newline:
      lineEnd(start..<end)
    case .sentence:
      punctuation(endsSentence: true, start..<end)
    case .stop:
      punctuation(endsSentence: isStop(scalar.value, before: end), start..<end)
    case .punctuation, .closer:
      punctuation(endsSentence: false, start..<end)
    case .apostrophe:
      if gap != .none || nextClass(at: end).kind != .word {
        punctuation(endsSentence: false, start..<end)
      }
    case .plus:
      return plus(at: start, &out, &observer)
    case .other:
      visible()
      separate()
    }
    return end
  }
}

// MARK: - Writing

extension Folder {
  /// Begins a token, unless a letter continues one: writes what separates it from the last.
  @inline(__always)
  private mutating func open(
    _ range: Range<Int>, continues: Bool, _ out: inout ByteBuffer, _ observer: inout Observer
  ) {
    visible()
    if continues && gap == .none { return }
    if out.count > base {
      out.append(UInt8(ascii: " "))
      if gap == .sentence {
        observer.sentinelWritten(output: out.count, source: gapSource)
        out.append(scalar: Fold.sentinel.value)
        out.append(UInt8(ascii: " "))
      }
    }
    observer.tokenBegan(output: out.count, source: range)
  }

  @inline(__always)
  private mutating func write(
    token: UInt32, _ range: Range<Int>, _ out: inout ByteBuffer, _ observer: inout Observer
  ) {
    open(range, continues: false, &out, &observer)
    out.append(scalar: token)
    gap = .token
  }

  private mutating func write(
    letter: UInt32, _ range: Range<Int>, _ out: inout ByteBuffer, _ observer: inout Observer
  ) {
    open(range, continues: true, &out, &observer)
    if let syllable = Hangul.composed(gap == .none ? out.lastOfThreeBytes(from: base) : nil, letter)
    {
      out.removeLast(3)
      out.append(scalar: syllable)
    } else {
      out.append(scalar: letter)
    }
    gap = .none
    observer.tokenReached(source: range.upperBound)
  }

  /// A character that folds to several; a space among them separates.
  private mutating func expand(
    _ entry: UInt32, _ range: Range<Int>, _ out: inout ByteBuffer, _ observer: inout Observer
  ) {
    let units = aikb_entry_expansion(entry)
    for index in 1...Int(units[0]) {
      let scalar = UInt32(units[index])
      switch aikb_class(scalar) {
      case .word: write(letter: scalar, range, &out, &observer)
      case .token: write(token: scalar, range, &out, &observer)
      default: separate()
      }
    }
  }

  /// A run of `+` and `#`: letters of the word before it, or separators.
  private mutating func plus(
    at start: Int, _ out: inout ByteBuffer, _ observer: inout Observer
  ) -> Int {
    var end = start
    var count = 0
    while end < source.count {
      let scalar = DecodedScalar(source, at: end)
      guard aikb_class(scalar.value) == .plus else { break }
      end += scalar.length
      count += 1
    }
    guard gap == .none, count > 1 || nextClass(at: end).kind != .word else {
      visible()
      separate()
      return end
    }
    var offset = start
    while offset < end {
      let scalar = DecodedScalar(source, at: offset)
      out.reserve(source.count - offset + Self.slack)
      let isPlus = aikb_fold1(scalar.value) == UInt32(UInt8(ascii: "+"))
      out.append(isPlus ? "plus" : "sharp")
      offset += scalar.length
    }
    observer.tokenReached(source: end)
    if nextClass(at: end).kind == .word { separate() }
    return end
  }
}

// MARK: - Separating

extension Folder {
  /// Notes a character that is neither space nor line end.
  @inline(__always)
  private mutating func visible() {
    newlines = 0
    afterPunctuation = false
  }

  @inline(__always)
  private mutating func separate() {
    if gap.rawValue < Gap.space.rawValue { gap = .space }
  }

  private mutating func endSentence(_ range: Range<Int>) {
    guard sentences else { return separate() }
    if gap != .sentence { gapSource = range }
    gap = .sentence
  }

  private mutating func punctuation(endsSentence: Bool, _ range: Range<Int>) {
    visible()
    afterPunctuation = true
    if endsSentence { endSentence(range) } else { separate() }
  }

  private mutating func lineEnd(_ range: Range<Int>) {
    let isCarriageReturn = source[range.lowerBound] == UInt8(ascii: "\r")
    if isCarriageReturn, range.upperBound < source.count,
      source[range.upperBound] == UInt8(ascii: "\n")
    {
      return separate()  // the line feed counts for both
    }
    newlines += 1
    if newlines > 1 || afterPunctuation { endSentence(range) } else { separate() }
  }

  /// Whether `.` `!` `?` or `;` ends a sentence, by what follows it.
  private func isStop(_ scalar: UInt32, before offset: Int) -> Bool {
    let next = nextClass(at: offset)
    switch next.kind {
    case nil, .space, .newline, .closer: return true
    // In "U.S.’s" the apostrophe belongs to the word.
    case .apostrophe: return nextClass(at: next.end).kind != .word
    case .token: return aikb_fold1(scalar) != UInt32(UInt8(ascii: "."))
    default: return false
    }
  }

  /// The class of the next character that leaves a trace, nil at the end, and where it ends.
  private func nextClass(at offset: Int) -> (kind: AikbClass?, end: Int) {
    var offset = offset
    while offset < source.count {
      let scalar = DecodedScalar(source, at: offset)
      offset += scalar.length
      let kind = aikb_class(scalar.value)
      if kind != .dropped { return (kind, offset) }
    }
    return (nil, offset)
  }
}
