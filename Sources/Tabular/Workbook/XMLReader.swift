import CExpat
import Glibc
internal import Messages

/// What is told of an XML document while it is read. Names of elements come without their prefix.
protocol XMLHandler: AnyObject {
  func start(_ name: String, _ attributes: XMLAttributes) throws(TabularError)
  func end(_ name: String) throws(TabularError)
  /// A part of the text in an element, of which there may be several in a row.
  func text(_ utf8: UnsafeBufferPointer<UInt8>)
}

/// The attributes of an element, by their names as they are written, prefix included.
struct XMLAttributes {
  fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  subscript(_ name: String) -> String? {
    guard var pair = pairs else { return nil }
    while let key = pair[0] {
      if strcmp(key, name) == 0 { return pair[1].map { String(cString: $0) } }
      pair += 2
    }
    return nil
  }
}

/// Reads an XML document a stretch at a time with expat, <https://libexpat.github.io/doc/>.
///
/// A document type is refused: workbooks have none, and it is what entities that burst their reader
/// ("billion laughs") are declared in.
final class XMLReader {
  private let parser: XML_Parser?
  private let file: String
  private let part: String
  private unowned let handler: any XMLHandler
  private var failure: TabularError?

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
    while true {
      let count = try stream.read(into: buffer)
      try reader.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), isFinal: count == 0)
      if count == 0 { return }
    }
  }

  /// Reads the next stretch.
  ///
  /// - Throws: `TabularError` when it is no XML, has a document type, or from the handler.
  func parse(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) throws(TabularError) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let status = XML_Parse(parser, start, CInt(bytes.count), isFinal ? 1 : 0)
    if let failure { throw failure }
    guard status != XML_STATUS_OK else { return }
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
    do {
      try handler.start(Self.local(name), XMLAttributes(pairs: attributes))
    } catch {
      stop(error)
    }
  }

  private func end(_ name: UnsafePointer<XML_Char>?) {
    guard failure == nil, let name else { return }
    do {
      try handler.end(Self.local(name))
    } catch {
      stop(error)
    }
  }

  private func text(_ start: UnsafePointer<XML_Char>?, _ count: CInt) {
    guard failure == nil, let start else { return }
    start.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
      handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
    }
  }

  private func refuse() {
    stop(
      TabularError(
        file: file,
        reason: Message(
          "\(part) in it has a document type, which no workbook has: a file made to do harm",
          "其中的 \(part) 含有文档类型声明，工作簿不应有：恶意文件")))
  }

  private func stop(_ error: TabularError) {
    failure = error
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private static func local(_ name: UnsafePointer<XML_Char>) -> String {
    String(cString: strchr(name, CInt(UInt8(ascii: ":"))).map { UnsafePointer($0) + 1 } ?? name)
  }
}
