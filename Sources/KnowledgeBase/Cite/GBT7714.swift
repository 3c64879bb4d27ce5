/// References by the Chinese national standard GB/T 7714—2015, Information and documentation — Rules
/// for bibliographic references and citations to information resources
/// (https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=7FA63E9BBA56E60471AEDAEBDE44B14C), which
/// journals and universities still ask for; GB/T 7714—2025 replaced it in July 2026
/// (https://openstd.samr.gov.cn/bzgk/std/newGbInfo?hcno=C6CE52E55AC09B9C79A20AEA77CEDD14).
enum GBT7714 {
  /// An electronic resource, clause 4.6: 主要责任者. 题名[文献类型标识/文献载体标识]. (更新或修改日期)[引用日期].
  /// 获取和访问路径. What is not on record is left out, and so
  /// is the date of access of what has no address; the half-width punctuation is the standard's, in
  /// every language.
  static func reference(to source: Source) -> String {
    var text = source.publisher.map { ended($0) + " " } ?? ""
    text += source.title + marker(of: source) + "."
    let dates =
      (source.published.map { "(\($0))" } ?? "")
      + (source.url == nil ? "" : source.retrieved.map { "[\($0)]" } ?? "")
    if !dates.isEmpty { text += " \(dates)." }
    if let url = source.url { text += " \(url)." }
    return text
  }

  /// Annex B: DB a data set, EB an electronic bulletin, Z anything else; OL: online.
  private static func marker(of source: Source) -> String {
    guard source.url != nil else { return source.reliability == "dataset" ? "[DB]" : "[Z]" }
    return source.reliability == "dataset" ? "[DB/OL]" : "[EB/OL]"
  }

  /// With a full stop at the end, and not two.
  private static func ended(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}
