import Foundation
import Testing

@Suite("Kinds, properties and predicates of the user's own")
struct OwnKindTests {
  /// A knowledge base with a kind of data sets and two of them.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "kind", "add", "dataset", "--plural", "datasets", "--property", "tokens:integer",
      "--property", "released:date", "--property", "access:choice(open|closed)", "--label-zh", "数据集"
    )
    try workspace.write(
      "datasets.csv",
      """
      key,name,name_zh,tokens,released,access,source
      common-corpus,Common Corpus,公共语料,2000000000000,2024-11-13,open,alpha-list
      wudao,WuDao,悟道,,2021,,beta-bao

      """)
    try workspace.succeed("ingest", "datasets.csv")
    return workspace
  }

  @Test("They are ingested, searched, shown, joined in SQL and checked as built-in ones are")
  func everywhere() throws {
    let workspace = try workspace()
    try workspace.succeed(
      "search", "悟道", "--kind", "数据集",
      printing: "key,kind,name,match,text\nwudao,dataset,WuDao,name,[悟道]\n")
    #expect(try workspace.succeed("show", "wudao").text.contains("dataset 数据集 · wudao"))
    try workspace.succeed(
      "predicate", "add", "trained_with", "--inverse", "trains_on", "--join", "model:dataset")
    try workspace.succeed("link", "aurora-1", "trained_with", "wudao", "--source", "beta-bao")
    try workspace.succeed(
      "sql",
      """
      SELECT m.name, d.name, d.released FROM relations r
        JOIN models m ON m.key = r.subject JOIN datasets d ON d.key = r.object
       WHERE r.predicate = 'trained_with'
      """, printing: "name,name,released\nAurora 1,WuDao,2021\n")
    #expect(try workspace.succeed("neighbors", "wudao").text.contains("trains_on"))
    try workspace.succeed("check")
    let bad = try workspace.shell(
      "printf 'key,access\\nwudao,secret\\n' | aikb ingest --as datasets -")
    #expect(bad.status == 1)
    #expect(bad.messages.contains("'secret' is not one of open, closed"))
  }

  @Test(
    "They go round: exported, loaded into an empty store, exported again, byte for byte the same")
  func roundTrip() throws {
    let workspace = try workspace()
    try workspace.succeed(
      "kind", "extend", "models", "--property", "rank:integer", "--label-zh", "排名",
      "--definition", "Place on our list.")
    try workspace.succeed("set", "aurora-1", "排名=3")
    try workspace.succeed(
      "predicate", "add", "rivals", "--symmetric", "--join", "dataset:dataset", "--label-zh", "对手")
    try workspace.succeed("link", "wudao", "rivals", "common-corpus")
    try workspace.succeed("export", "--all", "first")
    for line in ["init --empty", "ingest first", "export --all second", "check", "ingest second"] {
      let output = try workspace.shell("aikb --db other.db \(line)")
      #expect(output.status == 0, "\(line): \(output.messages)")
    }
    #expect(
      try Workspace.files(in: workspace.file("first"))
        == Workspace.files(in: workspace.file("second")))
    let views = try workspace.shell(
      "aikb --db other.db sql 'SELECT rank FROM models WHERE rank > 0'")
    #expect(views.text == "rank\n3\n")
  }

  @Test("An ingest that fails takes the kinds it brought back")
  func rollback() throws {
    let workspace = try Workspace(.own)
    try workspace.write("in/kinds.csv", "name,plural\ndataset,datasets\n")
    try workspace.write("in/datasets.csv", "key,name\nBad Key,x\n")
    #expect(try workspace.aikb("ingest", "in").status == 1)
    #expect(try workspace.aikb("list", "datasets").status == 3)
    try workspace.succeed("check")
  }

  @Test(
    "Names that are taken, reserved or no names are refused",
    arguments: [
      ("model", "models2", "the kind 'model' (models) is there already and comes with aikb"),
      ("dataset", "models", "'models' is taken or reserved"),
      ("entity", "entities", "'entity' is taken or reserved"),
      ("search", "searches", "'search' is taken or reserved"),
      ("dataset", "dataset", "'dataset': the plural names the view"),
      ("Data Set", "datasets", "'Data Set' cannot name a kind"),
      ("数据集", "datasets", "'数据集' cannot name a kind"),
      ("citations", "all", "'citations' is taken or reserved"),
    ])
  func refused(name: String, plural: String, message: String) throws {
    let workspace = try Workspace(.own)
    let output = try workspace.aikb("kind", "add", name, "--plural", plural)
    #expect(output.status == 1)
    #expect(output.messages.hasPrefix("aikb: \(message)"), "\(output.messages)")
  }

  @Test("A property that every kind has, or of another type than before, is refused")
  func properties() throws {
    let workspace = try workspace()
    for (property, message) in [
      ("name:text", "'name' is a column that every kind or this one has already"),
      ("developers:text", "'developers' is a column that every kind or this one has already"),
      ("parameters:text", "models have a property 'parameters' already, of type integer"),
      ("stage:choice", "'stage': a choice needs its values"),
    ] {
      let output = try workspace.aikb("kind", "extend", "models", "--property", property)
      #expect(output.status == 1)
      #expect(output.messages.hasPrefix("aikb: \(message)"), "\(output.messages)")
    }
    #expect(
      try workspace.aikb("kind", "extend", "models", "--property", "x:colour").status == 64)
  }

  @Test("A kind is removed when it is empty, and not before")
  func removal() throws {
    let workspace = try workspace()
    let full = try workspace.aikb("kind", "remove", "dataset")
    #expect(full.status == 1)
    #expect(
      full.messages
        == "aikb: there are 2 datasets, retired ones included; a kind is removed when it is empty\n"
    )
    #expect(
      try workspace.aikb("kind", "remove", "model").messages
        == "aikb: 'model' comes with aikb and stays\n")
    try workspace.succeed("kind", "add", "paper")
    try workspace.succeed("kind", "remove", "paper")
    #expect(try workspace.aikb("list", "papers").status == 3)
    try workspace.succeed("kind", "add", "paper")
    try workspace.succeed("check")
  }
}
