/// An error that can tell its user in either language what is wrong, where, and what to do next.
public protocol MessageError: Error, CustomStringConvertible {
  /// One line, without the program's name.
  var message: Message { get }
}

extension MessageError {
  /// The English line.
  public var description: String { message.en }
}
