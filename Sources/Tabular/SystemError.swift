import Glibc

/// The system's own words for an error number, such as `Permission denied`.
func systemMessage(_ code: CInt) -> String {
  String(cString: strerror(code))
}
