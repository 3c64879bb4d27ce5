import Foundation
import Testing

@Suite("aikb check --seeds")
struct SeedsCheckTests {
  @Test("The Seeds of the program have nothing that an editor would have to mend")
  func seeds() throws {
    let workspace = try Workspace(.nothing)
    let output = try workspace.aikb("check", "--seeds")
    #expect(output.status == 0, "\(output.text)")
    #expect(output.messages.hasPrefix("Seeds: sound"))
  }

  @Test("A sound folder is said to be, and what was only counted is remarked on")
  func sound() throws {
    let workspace = try Workspace(.nothing)
    try workspace.fixture("curated")
    try workspace.succeed(
      "check", "--seeds", "curated",
      printing: """
        curated/models.csv: one name for both languages: 1 models; \
        aikb sql "SELECT key, name FROM models WHERE name_zh = name"

        """)
    #expect(try workspace.aikb("check", "--seeds", "curated", "--strict").status == 1)
    #expect(try workspace.files == ["curated"])
  }

  /// An error planted in a file of the folder, and the one finding it has to give.
  struct Planted: Sendable, CustomTestStringConvertible {
    let error: String
    let file: String
    let old: String
    let new: String
    let finding: String

    init(_ error: String, _ file: String, _ old: String, _ new: String, _ finding: String) {
      (self.error, self.file, self.old, self.new, self.finding) = (error, file, old, new, finding)
    }

    var testDescription: String { error }
  }

  static let planted = [
    Planted(
      "a key that means nothing", "events", "engine-act,compliance", "engin-act,compliance",
      "curated/events.csv:2: column 1 (entity): no entity 'engin-act'; nearest: engine-act"),
    Planted(
      "a date that is none", "events", "2025-07-01", "2025-07-32",
      "curated/events.csv:2: column 3 (date): '2025-07-32' is not a date"),
    Planted(
      "a number with a unit that is none", "figures", ",1.5,", ",1.5 bushels,",
      "curated/figures.csv:2: column 7 (value): '1.5 bushels' is not a number"),
    Planted(
      "a predicate outside its kinds", "relations", "engine-act,jurisdiction,utopia",
      "utopia,jurisdiction,engine-act",
      "curated/relations.csv:2: jurisdiction goes from policy to country"),
    Planted(
      "a value without a source", "models", ",乌托邦的模型。,models-table", ",乌托邦的模型。,",
      "curated/models.csv:2: column 4 (form): form is cited by no source"),
    Planted(
      "a relation without a source", "relations", "mirandola,competes_with,more-works,,,,press",
      "mirandola,competes_with,more-works,,,,",
      "curated/relations.csv:4: is cited by no source"),
    Planted(
      "a share without a source", "citations", "press,share,,", "press,,,",
      "curated/relations.csv:5: column 6 (share): share is cited by no source"),
    Planted(
      "an event without a source", "events", "makers,,gazette", "makers,,",
      "curated/events.csv:2: is cited by no source"),
    Planted(
      "a source without a licence", "sources", "proprietary", "",
      "curated/sources.csv:4: column 6 (licence): no licence is stated"),
    Planted(
      "a data set for non-commercial use", "sources", "CC-BY-4.0", "CC-BY-NC-4.0",
      "curated/sources.csv:3: column 6 (licence): a data set under CC-BY-NC-4.0"),
    Planted(
      "a data set to be shared alike", "sources", "CC-BY-4.0", "ODbL-1.0",
      "curated/sources.csv:3: column 6 (licence): a data set under ODbL-1.0"),
    Planted(
      "the same name but for its legal form", "firms", "mirandola,Mirandola Machines",
      "mirandola,More Works Inc.",
      "curated/firms.csv:3: column 2 (name): 'More Works Ltd' is nearly the name of mirandola"),
    Planted(
      "the same Chinese name", "firms", "米兰多拉机器", "莫爾工坊有限公司",
      "curated/firms.csv:3: column 3 (name_zh): '莫尔工坊' is nearly the name of mirandola"),
    Planted(
      "a name with a slip in it", "models", "Hythloday Mini,Hythloday Mini",
      "Hythlodey 2,希斯拉德小",
      "curated/models.csv:3: column 2 (name): 'Hythlodey 2' is nearly the name of hythloday-2"),
    Planted(
      "no Chinese name", "firms", "莫尔工坊", "",
      "curated/firms.csv:3: column 3 (name_zh): there is no Chinese name"),
    Planted(
      "a Chinese name that is no Chinese", "models", "希斯拉德2", "Hythloday Two",
      "curated/models.csv:2: column 3 (name_zh): 'Hythloday Two' has no Chinese character"),
    Planted(
      "a name that is not English", "models", "Hythloday 2", "希斯拉德二代",
      "curated/models.csv:2: column 2 (name): '希斯拉德二代' is not English"),
    Planted(
      "a description in one language", "models", "乌托邦的模型。", "",
      "curated/models.csv:2: column 7 (description_zh): there is no Chinese text"),
    Planted(
      "a claim in one language", "claims", "Engines do good.", "",
      "curated/claims.csv:2: column 3 (text): there is no English text"),
    Planted(
      "an entity that stands alone", "policies", "loom-rule,Loom rule",
      "bell-rule,Bell rule,钟规则,,,,,\nloom-rule,Loom rule",
      "curated/policies.csv:3: stands alone"),
    Planted(
      "a policy whose dates run backwards", "policies", "2024-12-01", "2025-01-09",
      "curated/policies.csv:2: column 5 (published): published (2025-01-05) lies before announced"),
    Planted(
      "dates that run backwards without a reason", "citations", "in force when it was filed", "",
      "curated/policies.csv:3: column 6 (effective): effective (2025-01-03) lies before published"),
    Planted(
      "a link of a source that is none", "sources", "https://times.example.com/a?b=1",
      "times.example.com/a",
      "curated/sources.csv:4: column 4 (url): 'times.example.com/a' is not the address of a page"),
    Planted(
      "a link of an entity without a host", "firms", "https://mirandola.example.com",
      "https://mirandola",
      "curated/firms.csv:2: column 5 (website): 'https://mirandola' is not the address of a page"),
    Planted(
      "a currency that is a sign", "figures", "USD", "$",
      "curated/figures.csv:2: column 9 (currency): the currency is no code of ISO 4217"),
    Planted(
      "a unit that is the currency", "figures", "1M token", "USD",
      "curated/figures.csv:2: column 8 (unit): the unit repeats the currency"),
    Planted(
      "a long quote of a claim", "claims", "engines are good for everybody",
      String(repeating: "engines are good ", count: 11),
      "curated/claims.csv:2: column 7 (quote): a quote of 33 words or characters"),
    Planted(
      "a long quote of a citation", "citations", "made by More",
      String(repeating: "莫尔工坊制造", count: 6),
      "curated/citations.csv:5: column 8 (quote): a quote of 36 words or characters"),
  ]

  @Test("Each sort of error gives one finding, with its place", arguments: planted)
  func plantedError(_ planted: Planted) throws {
    let workspace = try Workspace(.nothing)
    try workspace.fixture("curated")
    let file = "curated/\(planted.file).csv"
    let text = try workspace.text(of: file)
    try #require(text.components(separatedBy: planted.old).count >= 2)
    let range = try #require(text.range(of: planted.old))
    try workspace.write(file, text.replacingCharacters(in: range, with: planted.new))
    let output = try workspace.aikb("check", "--seeds", "curated")
    let findings = output.text.split(separator: "\n").filter { !$0.contains("one name for both") }
    #expect(output.status == 1)
    // A row without a source lacks one for each of its values.
    let first = try #require(findings.first, "\(output.messages)")
    #expect(first.hasPrefix(planted.finding))
    #expect(findings.count == (planted.error == "a value without a source" ? 2 : 1), "\(findings)")
  }

  @Test("Entities that look alike are two where a list says so; a key in it has to mean something")
  func distinct() throws {
    let workspace = try Workspace(.nothing)
    try workspace.fixture("curated")
    let models = try workspace.text(of: "curated/models.csv")
    try workspace.write(
      "curated/models.csv",
      models.replacingOccurrences(
        of: "Hythloday Mini,Hythloday Mini", with: "Hythlodey 2,希斯拉德小"))
    try workspace.write(
      "curated/checks/distinct.csv",
      "entity,other,reason\nhythloday-mini,hythloday-2,the developer sells both\n")
    try workspace.succeed("check", "--seeds", "curated", printing: "")
    try workspace.write(
      "curated/checks/distinct.csv",
      "entity,other,reason\nhythloday-mini,hythloday-2,both\nhythloday-9,hythloday-2,both\n")
    let output = try workspace.aikb("check", "--seeds", "curated")
    #expect(output.status == 1)
    #expect(
      output.text == "curated/checks/distinct.csv:3: column 1 (entity): no entity 'hythloday-9'; "
        + "leave the pair out\n")
  }

  @Test("A folder without --seeds is a slip, and one without our files says so")
  func folders() throws {
    let workspace = try Workspace(.own)
    #expect(try workspace.aikb("check", "curated").status == 64)
    let output = try workspace.aikb("check", "--seeds", ".")
    #expect(output.status == 1)
    #expect(
      output.messages
        == "aikb: .: no CSV file in this folder; name a workbook or any other file by itself\n")
  }
}
