import Foundation
import Testing

@Suite("aikb schema --counts")
struct CensusTests {
  private func curated() throws -> Workspace {
    let workspace = try Workspace(.empty)
    try workspace.fixture("curated")
    try workspace.succeed("ingest", "curated")
    return workspace
  }

  @Test("Counts what there is, and the shares that have a source and both languages")
  func counts() throws {
    let workspace = try curated()
    let lines = try workspace.succeed("schema", "--counts").lines
    #expect(lines.first == "group,name,count,of,share,label,label_zh")
    for line in [
      "entities,models,2,,,model,模型",
      "entities,people,0,,,person,人物",
      "relations,develops,2,,,develops,开发",
      "records,relations,6,,,relations,关系",
      "records,figures,1,,,figures,数据",
      "records,conflicts,0,,,\"values on which sources differ, all kept\",来源不一而并存的值",
      // Form of two countries, founding of two firms and a website, form and date of two models, three
      // dates and a link of one policy, two dates of the other.
      "shares,entity-values-cited,15,15,1,values of entities with a source,有来源的实体属性值",
      // The relations, and the share of one.
      "shares,relation-values-cited,7,7,1,values of relations with a source,有来源的关系及其值",
      // The figure, its value, unit and currency.
      "shares,figure-values-cited,4,4,1,values of figures with a source,有来源的数据及其值",
      "shares,in-both-languages,8,8,1,names in both languages,有中英文名",
      "shares,one-name-for-both,1,8,0.125,one name for both languages,中英文写法相同",
    ] {
      #expect(lines.contains(line), "\(line) is not in \(lines)")
    }
  }

  @Test(
    "A value that only another value is cited for has no source; a name without Chinese is missed")
  func shares() throws {
    let workspace = try curated()
    try workspace.sqlite3(
      """
      UPDATE citation SET fields = 'released', value = '2025-03'
       WHERE entity = (SELECT id FROM entity WHERE key = 'hythloday-mini');
      UPDATE entity SET name_zh = NULL WHERE key = 'utopia'
      """)
    let lines = try workspace.succeed("schema", "--counts").lines
    let share = 13.0 / 15
    #expect(
      lines.contains(
        "shares,entity-values-cited,13,15,\(share),values of entities with a source,有来源的实体属性值"))
    #expect(lines.contains("shares,in-both-languages,7,8,0.875,names in both languages,有中英文名"))
  }

  @Test("What has a source is what the view citations says, on everything the Seeds hold")
  func view() throws {
    let workspace = try Workspace(.seeds)
    let counts = try workspace.succeed("schema", "--counts").lines
    let line = try #require(counts.first { $0.hasPrefix("shares,figure-values-cited,") })
    let columns = ["until", "value", "low", "high", "unit", "currency"]
    let values = columns.map {
      """
      SELECT f.subject, f.measure, f.object, f.date, f.condition, '\($0)' AS property
        FROM figures f WHERE f.\($0) IS NOT NULL
      """
    }
    let sql = """
      WITH v AS (SELECT subject, measure, object, date, condition, NULL AS property FROM figures
                 UNION ALL \(values.joined(separator: " UNION ALL ")))
      SELECT count(*) AS n FROM v WHERE EXISTS (SELECT 1 FROM citations c
        WHERE c.subject = v.subject AND c.measure = v.measure AND c.object IS v.object
          AND c.date = v.date AND c.condition IS v.condition
          AND (v.property IS NULL OR c.property = v.property AND c.value IS NULL))
      """
    let count = try workspace.sqlite3(sql).lines.last ?? ""
    #expect(line.hasPrefix("shares,figure-values-cited,\(count),"))
  }

  @Test("As JSON, and not of one kind")
  func formats() throws {
    let workspace = try curated()
    let json = try workspace.succeed("schema", "--counts", "-f", "json").text
    #expect(json.contains("\"name\":\"models\",\"count\":2,\"of\":null,\"share\":null"))
    #expect(try workspace.aikb("schema", "--counts", "models").status == 64)
  }
}
