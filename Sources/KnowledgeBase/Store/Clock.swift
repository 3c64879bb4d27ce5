internal import Glibc

/// Machine time.
package enum Clock {
  /// Now, in UTC, as `2026-11-23T13:01:02Z`.
  package static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ n: Int32) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  /// Today's date in UTC, as `2026-11-23`.
  package static func today() -> String { String(now().prefix { $0 != "T" }) }
}
