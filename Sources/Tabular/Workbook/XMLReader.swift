import CExpat
import Glibc
internal import Messages

/// What is told of an XML document while it is read. Names of elements come without their prefix.
protocol XMLHandler: AnyObject {
  func start(_ name: String, _ attributes: XMLAttributes) throws(TabularError)
  func end(_ name: String) throws(TabularError)
  /// A part of the text in an element, of which there may be several in a row.
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws(TabularError)
}

/// The attributes of an element, by their names as they are written, prefix included.
struct XMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  subscript(_ name: String) -> String? {
    first { strcmp($0, name) == 0 }
  }

  /// The attribute that has a prefix, whichever, before this name.
  subscript(local name: String) -> String? {
    first { key in
      strchr(key, CInt(UInt8(ascii: ":"))).map { strcmp($0 + 1, name) == 0 } ?? false
    }
  }

  private func first(where isWanted: (UnsafePointer<XML_Char>) -> Bool) -> String? {
    guard var pair = pairs else { return nil }
    while let key = pair[0] {
      if isWanted(key) { return pair[1].map { String(cString: $0) } }
      pair += 2
    }
    return nil
  }
}

/// Reads an XML document a stretch at a time with expat, <https://libexpat.github.io/doc/>.
///
/// What is made to burst its reader is refused: a document type, in which entities that do so are
/// declared ("billion laughs") and which workbooks have not; elements in elements without end; a tag
/// of megabytes, which expat looks at anew with each stretch.
final class XMLReader {
  private let parser: XML_Parser?
  private let file: String
  private let part: String
  private unowned let handler: any XMLHandler
  private var failure: TabularError?
  private var depth = 0
  /// Bytes since anything was told of.
  private var silentBytes = 0
  private var isPaused = false
  private var isFinal = false

  private static let deepest = 256
  private static let longestTag = 8 << 20

  /// - Parameters:
  ///   - part: the name of the document in `file`.
  ///   - handler: is not kept alive.
  init(file: String, part: String, handler: any XMLHandler) {
    self.file = file
    self.part = part
    self.handler = handler
    parser = XML_ParserCreate(nil)
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { XMLReader.of($0)?.start($1, $2) }, { XMLReader.of($0)?.end($1) })
    XML_SetCharacterDataHandler(parser) { XMLReader.of($0)?.text($1, $2) }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLReader.of(data)?.refuse() }
  }

  deinit { XML_ParserFree(parser) }

  /// Reads a whole document.
  ///
  /// - Throws: `TabularError` as `parse`.
  static func read(
    _ stream: any ByteStream, file: String, part: String, handler: any XMLHandler
  ) throws(TabularError) {
    let reader = XMLReader(file: file, part: part, handler: handler)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 8)
    defer { buffer.deallocate() }
    while try reader.readMore(stream, buffer) {}
  }

  /// Tells the handler of the next stretch, or of the rest of one after `pause()`.
  ///
  /// - Parameter buffer: where the bytes of `stream` are put.
  /// - Returns: false at the end of the document.
  /// - Throws: `TabularError` when it is no XML, is made to do harm, or from the handler.
  func readMore(
    _ stream: any ByteStream, _ buffer: UnsafeMutableRawBufferPointer
  ) throws(TabularError) -> Bool {
    if isPaused {
      isPaused = false
      try check(XML_ResumeParser(parser))
    } else {
      let count = try stream.read(into: buffer)
      isFinal = count == 0
      silentBytes += count
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      try check(XML_Parse(parser, start, CInt(count), isFinal ? 1 : 0))
      if silentBytes > Self.longestTag {
        throw harmful("has a tag of more than 8 MiB", "含有超过 8 MiB 的标签")
      }
    }
    return isPaused || !isFinal
  }

  /// To be called by the handler: nothing more is told until the next `readMore`.
  func pause() {
    isPaused = true
    XML_StopParser(parser, XML_Bool(XML_TRUE))
  }

  private func check(_ status: XML_Status) throws(TabularError) {
    if let failure { throw failure }
    guard status == XML_STATUS_ERROR else { return }
    let line = XML_GetCurrentLineNumber(parser)
    let message = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? ""
    throw TabularError(
      file: file,
      reason: Message(
        "\(part) in it is damaged at its line \(line): \(message)",
        "其中的 \(part) 第 \(line) 行已损坏：\(message)"))
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
    data.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(
    _ name: UnsafePointer<XML_Char>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    guard failure == nil, let name else { return }
    silentBytes = 0
    depth += 1
    guard depth <= Self.deepest else {
      return stop(
        harmful("is nested deeper than \(Self.deepest) levels", "嵌套超过 \(Self.deepest) 层"))
    }
    do {
      try handler.start(Self.local(name), XMLAttributes(pairs: attributes))
    } catch {
      stop(error)
    }
  }

  private func end(_ name: UnsafePointer<XML_Char>?) {
    guard failure == nil, let name else { return }
    silentBytes = 0
    depth -= 1
    do {
      try handler.end(Self.local(name))
    } catch {
      stop(error)
    }
  }

  private func text(_ start: UnsafePointer<XML_Char>?, _ count: CInt) {
    guard failure == nil, let start else { return }
    silentBytes = 0
    do {
      let bytes = UnsafeRawBufferPointer(start: start, count: Int(count))
      try handler.text(bytes.bindMemory(to: UInt8.self))
    } catch {
      stop(error)
    }
  }

  private func refuse() {
    stop(
      harmful(
        "has a document type, which no workbook has", "含有文档类型声明，工作簿不应有"))
  }

  private func harmful(_ en: String, _ zh: String) -> TabularError {
    TabularError(
      file: file,
      reason: Message(
        "\(part) in it \(en): a file made to do harm", "其中的 \(part) \(zh)：恶意文件"))
  }

  private func stop(_ error: TabularError) {
    failure = error
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private static func local(_ name: UnsafePointer<XML_Char>) -> String {
    String(cString: strchr(name, CInt(UInt8(ascii: ":"))).map { UnsafePointer($0) + 1 } ?? name)
  }
}
