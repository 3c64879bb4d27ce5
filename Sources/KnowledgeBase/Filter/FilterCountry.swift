internal import Messages

extension FilterCompiler {
  /// `country:cn`: one of its countries; `country:=cn`: the only one.
  func country(_ term: FilterTerm) throws -> Filter.Condition {
    let missing = Label(en: "country", zh: "国家/地区")
    guard let (rows, meaning) = Countries(basis: basis).of(kind) else {
      throw term.malformed(
        Message("\(kind.plural) have no country on record", "\(kind.label.zh)没有国家记录"))
    }
    func countries(_ condition: String) -> String {
      "SELECT 1 FROM (\(rows)) WHERE \(condition)"
    }
    if let blank = blank(term, exists: "EXISTS (\(countries("1")))", missing) { return blank }
    let isOnly = term.value.hasPrefix("=")
    let country = try store.country(isOnly ? String(term.value.dropFirst()) : term.value)
    let members = """
      (SELECT \(country.sqlID) UNION ALL SELECT m.subject FROM relation m
        WHERE m.object = \(country.sqlID) AND m.retired IS NULL
          AND m.predicate = \(try registry.predicate("member_of").sqlID))
      """
    let one = "EXISTS (\(countries("country IN \(members)")))"
    let others = "NOT EXISTS (\(countries("country NOT IN \(members)")))"
    let own = [
      "china": Label(
        en: "; Hong Kong, Macao and Taiwan are entries of their own and not included",
        zh: "；香港、澳门、台湾另列，不含在内")
    ][country.key]
    let zh = country.nameZH ?? country.name
    let word =
      isOnly ? Label(en: "the only one is", zh: "仅为") : Label(en: "one of them is", zh: "之一为")
    return Filter.Condition(
      text: term.text,
      sql: """
        (CASE WHEN NOT EXISTS (\(countries("1"))) THEN NULL
               WHEN \(one)\(isOnly ? " AND \(others)" : "") THEN 1 ELSE 0 END)
        """, missing: missing,
      definition: Label(
        en: "\(term.text): \(meaning.en), and \(word.en) \(country.name)\(own?.en ?? "")",
        zh: "\(term.text)：\(meaning.zh)，\(word.zh)\(zh)\(own?.zh ?? "")"), breakdown: nil)
  }
}
