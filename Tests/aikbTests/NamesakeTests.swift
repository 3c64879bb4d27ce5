import Foundation
import Testing

@Suite("Namesakes")
struct NamesakeTests {
  /// Ingests one-row files in an order and gives the keys and the whole export.
  private func keys(_ kinds: [String]) throws -> [String: Data] {
    let workspace = try Workspace(.empty)
    for kind in kinds {
      try workspace.write("\(kind).csv", "name\nPhoenix\n")
      try workspace.succeed("ingest", "\(kind).csv")
    }
    try workspace.succeed("check")
    return try workspace.contents()
  }

  @Test("Whatever order three namesakes of three kinds come in, the store is the same")
  func order() throws {
    let kinds = ["models", "firms", "chips"]
    var stores: Set<[String: Data]> = []
    for first in kinds {
      let rest = kinds.filter { $0 != first }
      stores.insert(try keys([first] + rest))
      stores.insert(try keys([first] + rest.reversed()))
    }
    #expect(stores.count == 1)
  }

  @Test("A key that was given stays, whoever comes first")
  func given() throws {
    for order in [["models.csv", "firms.csv"], ["firms.csv", "models.csv"]] {
      let workspace = try Workspace(.empty)
      try workspace.write("models.csv", "key,name\nfoo,Foo\n")
      try workspace.write("firms.csv", "name\nFoo\n")
      for file in order { try workspace.succeed("ingest", file) }
      try workspace.succeed("list", "models", "--columns", "key", printing: "key\nfoo\n")
      #expect(
        try workspace.succeed("list", "firms", "--columns", "key").text.hasPrefix("key\nfoo-firm-"))
    }
  }

  @Test("A row without a key never renames what the Seeds hold")
  func seeds() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("models.csv", "name\nHuawei\n")
    try workspace.succeed("ingest", "models.csv")
    #expect(try workspace.succeed("show", "huawei").text.hasPrefix("Huawei  华为\n"))
  }

  @Test("An old key is taken as well")
  func redirect() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("redirects.csv", "key,entity\nphoenix,huawei\n")
    try workspace.write("models.csv", "name\nPhoenix\n")
    try workspace.succeed("ingest", "redirects.csv")
    try workspace.succeed("ingest", "models.csv")
    #expect(try workspace.succeed("show", "phoenix").text.hasPrefix("Huawei"))
    try workspace.succeed("export", "--all", "once")
    try workspace.succeed("ingest", "once")
  }

  @Test("A row that is rejected leaves nothing behind")
  func rejected() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("countries.csv", "key,name,iso2\nfoo,Foo,FO\nbar,Bar,FO\n")
    let output = try workspace.aikb("ingest", "countries.csv", "--rejects", "rejected.csv")
    #expect(output.status == 2)
    try workspace.succeed("list", "countries", "--columns", "key", printing: "key\nfoo\n")
    try workspace.succeed("check")
  }
}
