import CUnicode

/// Tells the encoding of a text from its bytes.
///
/// What is UTF-8 is taken for UTF-8: text in another encoding practically never is by chance. UTF-16
/// betrays itself by the zero bytes of its separators. Between GB18030 and Big5 decides in which of
/// them the text is made of characters that are in use; what is neither is Windows-1252, in which
/// any bytes are text.
enum EncodingDetector {
  /// Bytes looked at.
  static let sampleSize = 64 << 10

  /// The encoding a file says it has by its first bytes, and how many bytes those are.
  static func byteOrderMark(of start: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    TextEncoding.byteOrderMarks.first { start.starts(with: $0.mark) }
      .map { ($0.encoding, $0.mark.count) }
  }

  /// The encoding of a text without a mark; nil if `sample` is ASCII, which leaves it open.
  ///
  /// - Parameter isFinal: nothing follows the sample.
  static func encoding(
    of sample: UnsafeBufferPointer<UInt8>, isFinal: Bool
  ) -> TextEncoding? {
    if sample.contains(0) { return utf16(sample) ?? .utf8 }
    guard sample.contains(where: { $0 >= 0x80 }) else { return nil }
    let (sequences, defects) = utf8Counts(sample, isFinal: isFinal)
    // A UTF-8 file with a few bytes gone wrong is one still, and each of them is told.
    if defects == 0 || sequences >= defects { return .utf8 }

    let chinese = chineseShares(of: sample, isFinal: isFinal)
    if let best = best(of: chinese) { return best }
    // Two files pasted together: what is UTF-8 is told line by line (``StrayUTF8``).
    if sequences > 0 {
      let others = linesNotUTF8(sample).withUnsafeBufferPointer {
        best(of: chineseShares(of: $0, isFinal: isFinal))
      }
      if let others { return others }
    }
    // Rare characters only: names, mostly. Accented letters stand alone between plain ones.
    if isMostlySingle(sample) { return .windows1252 }
    return chinese.first?.encoding ?? .windows1252
  }

  /// The Chinese encoding in which a text is made of characters in use; nil where it is in none.
  ///
  /// - Parameter least: how many of these characters it must have; one may be chance.
  static func chinese(
    _ bytes: UnsafeBufferPointer<UInt8>, leastCommonCharacters least: Int
  ) -> TextEncoding? {
    let found = best(of: chineseShares(of: bytes, isFinal: true))
    return found.flatMap { commonCharacters(in: bytes, $0) >= least ? $0 : nil }
  }

  /// The encoding that a text has beyond doubt, whatever its user says: UTF-8 without a defect, or
  /// Chinese in common characters; nil where several are possible.
  ///
  /// - Parameter isFinal: nothing follows the sample.
  static func certainEncoding(
    of sample: UnsafeBufferPointer<UInt8>, isFinal: Bool
  ) -> TextEncoding? {
    guard !sample.contains(0), sample.contains(where: { $0 >= 0x80 }) else { return nil }
    if utf8Counts(sample, isFinal: isFinal).defects == 0 { return .utf8 }
    return best(of: chineseShares(of: sample, isFinal: isFinal))
  }

  /// How many characters of Chinese in common use a stretch of text has.
  static func commonCharacters(
    in bytes: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
  ) -> Int {
    let text = decoded(bytes, encoding, isFinal: true) ?? ""
    return text.unicodeScalars.count { common.contains(simplified($0)) }
  }

  private typealias Share = (encoding: TextEncoding, ofCommon: Double)

  private static func chineseShares(
    of sample: UnsafeBufferPointer<UInt8>, isFinal: Bool
  ) -> [Share] {
    [TextEncoding.gb18030, .big5].compactMap { encoding in
      share(ofCommonCharactersIn: sample, encoding, isFinal: isFinal).map { (encoding, $0) }
    }
  }

  private static func best(of shares: [Share]) -> TextEncoding? {
    shares.filter { $0.ofCommon >= leastShare }.max { $0.ofCommon < $1.ofCommon }?.encoding
  }

  /// The lines that are no UTF-8.
  private static func linesNotUTF8(_ sample: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    sample.split { $0 == 0x0A || $0 == 0x0D }.flatMap { line in
      let counts = utf8Counts(UnsafeBufferPointer(rebasing: line), isFinal: true)
      return counts.defects == 0 ? [] : Array(line) + [0x0A]
    }
  }

  /// Half of any Chinese text is made of the characters in `common`, and next to nothing of a text
  /// in another encoding.
  private static let leastShare = 0.2

  /// Zero bytes at every other place: nearly, since a Chinese character may hold one too (开). One or
  /// two are damage, not text.
  private static func utf16(_ sample: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    var zeros = (even: 0, odd: 0)
    for (at, byte) in sample.enumerated() where byte == 0 {
      if at & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let (more, fewer) = (max(zeros.even, zeros.odd), min(zeros.even, zeros.odd))
    guard more > 2, more > 2 * fewer else { return nil }
    let encoding = zeros.odd > zeros.even ? TextEncoding.utf16LittleEndian : .utf16BigEndian
    return isText(sample, encoding) ? encoding : nil
  }

  private static func isText(
    _ sample: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding
  ) -> Bool {
    guard let text = decoded(sample, encoding, isFinal: false) else { return false }
    return !text.unicodeScalars.contains {
      $0 == "\u{FFFD}" || ($0.value < 0x20 && $0 != "\n" && $0 != "\r" && $0 != "\t")
    }
  }

  /// How many characters of several bytes there are, and how many bytes that are none.
  private static func utf8Counts(
    _ sample: UnsafeBufferPointer<UInt8>, isFinal: Bool
  ) -> (sequences: Int, defects: Int) {
    guard let base = sample.baseAddress else { return (0, 0) }
    var counts = (sequences: 0, defects: 0)
    var at = 0
    while at < sample.count {
      let outcome = UTF8Check.check(base, from: at, to: sample.count, isFinal: isFinal)
      let end: Int
      switch outcome {
      case .wellFormed(let upTo): end = upTo
      case .defect(let place): end = place
      }
      counts.sequences += sample[at..<end].count { $0 >= 0xC0 }
      guard case .defect = outcome else { break }
      counts.defects += 1
      at = end + 1
    }
    return counts
  }

  /// How much of the text is made of common characters; nil if it is no text in this encoding.
  private static func share(
    ofCommonCharactersIn sample: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, isFinal: Bool
  ) -> Double? {
    guard let text = decoded(sample, encoding, isFinal: isFinal) else { return nil }
    var characters = 0
    var known = 0
    var undecodable = 0
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      characters += 1
      if scalar == "\u{FFFD}" { undecodable += 1 }
      if common.contains(simplified(scalar)) { known += 1 }
    }
    // One byte in a hundred may have gone wrong.
    guard characters > 0, undecodable * 100 <= characters else { return nil }
    return Double(known) / Double(characters)
  }

  private static func decoded(
    _ sample: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, isFinal: Bool
  ) -> String? {
    guard let decoder = try? TextDecoder(encoding, file: "") else { return nil }
    var output = ByteQueue()
    _ = decoder.decode(sample, isFinal: isFinal, into: &output)
    return output.text
  }

  /// Whether most bytes beyond ASCII have ASCII on both sides.
  private static func isMostlySingle(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    var single = 0
    var runs = 0
    var length = 0
    for byte in sample {
      if byte >= 0x80 {
        length += 1
        continue
      }
      if length > 0 { runs += 1 }
      if length == 1 { single += 1 }
      length = 0
    }
    if length > 0 { runs += 1 }
    if length == 1 { single += 1 }
    return single * 2 > runs
  }

  /// The simplified form of a traditional character.
  private static func simplified(_ scalar: Unicode.Scalar) -> UInt32 {
    let entry = aikb_entry(scalar.value)
    return aikb_entry_expands(entry) ? scalar.value : aikb_entry_folded(entry, scalar.value)
  }

  /// Characters that make up most of Chinese texts about companies and technology, the most frequent
  /// of the Seeds, and the punctuation between them.
  private static let common = Set(
    """
    ，。、；：（）“”《》的模国型年于出推中月开制能与人工美智源权芯语放公言重片发商理大技用设闭计科体造务部有多司成家巴业光器机电\
    斯和限为系一力实在加管全法动英第台华心术新数算基列日达研位口阿态单通主对度应本行布亚号可上里导合特规代企据自晶备海半利清关超伟产\
    尼处刻不高以构程生则学积进群安封存云治等式信尔服竞圆长文湾先球民展及集告统速地政架向子究面岛联共其非克将略分拉马最方领创供比腾外\
    所内纳专测性深是由之量车投物西更项署定颗要资训个同网市策施会并装而米或过期经争入南版场升练际平微谷歌威相路稀明卡划下储化极息门战\
    总厂级百三星断者视互节哥软作了优价识索提尔区赛社来链品德讯土顶谱求名州未立础汽尖使格试兰院低首点板昆仑小流密材两摩影压快增维许金\
    料图武线天问域强准才知福团士验显组核现控依被京前置道类传旗监果令世北无头思建见端占持响决播原普古那宽巨标得济意属股带形值扩包势件\
    靠胶案款张排到这他我们她你说时着没也好都就还想看当样从后事情自知道间手只种水正些把长回次什么很已听女儿几岁东元万亿称据报增收
    """.unicodeScalars.map(simplified))
}

extension ByteQueue {
  /// What is in the queue as text; U+FFFD for what is none.
  fileprivate var text: String { String(decoding: rest, as: UTF8.self) }
}
