import Foundation
import Testing

/// `aikb export --all`: a data package.
@Suite("aikb export --all as a data package")
struct PackageTests {
  private func descriptor(_ workspace: Workspace, _ folder: String = "all") throws
    -> [String: Any]
  {
    let bytes = try workspace.bytes(of: folder + "/datapackage.json")
    return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
  }

  @Test("The descriptor says of each file what is in it: size, digest, rows, columns, keys")
  func descriptor() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "all")
    let package = try descriptor(workspace)
    #expect(package["name"] as? String == "aikb")
    #expect(package["title_zh"] as? String == "全球人工智能竞争知识库")
    let resources = package["resources"] as? [[String: Any]] ?? []
    let files = try Workspace.files(in: workspace.file("all"))
    #expect(
      Set(resources.compactMap { $0["path"] as? String } + ["datapackage.json"]) == Set(files.keys))
    for resource in resources {
      let path = resource["path"] as? String ?? ""
      let bytes = files[path] ?? Data()
      #expect(resource["bytes"] as? Int == bytes.count, "\(path)")
      let sum = try workspace.shell("sha256sum all/\(path) | cut -d' ' -f1").text
      #expect("\(resource["hash"] ?? "")\n" == "sha256:" + sum, "\(path)")
      let schema = resource["schema"] as? [String: Any] ?? [:]
      let fields = (schema["fields"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
      let header = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }
      #expect(fields.joined(separator: ",") == header, "\(path)")
    }
    let models = resources.first { $0["name"] as? String == "models" } ?? [:]
    #expect(models["rows"] as? Int == 3)
    let schema = models["schema"] as? [String: Any] ?? [:]
    #expect(schema["primaryKey"] as? [String] == ["key"])
    let fields = schema["fields"] as? [[String: Any]] ?? []
    let compute = fields.first { $0["name"] as? String == "training_flop" } ?? [:]
    #expect(compute["type"] as? String == "number")
    #expect(compute["unit"] as? String == "FLOP")
    #expect(compute["title_zh"] as? String == "训练算力")
    let released = fields.first { $0["name"] as? String == "released" } ?? [:]
    #expect(released["type"] as? String == "string")
    let constraints = released["constraints"] as? [String: Any] ?? [:]
    let pattern = try Regex(constraints["pattern"] as? String ?? "")
    for date in ["2025", "2025-07", "2025-07-23"] { #expect(date.wholeMatch(of: pattern) != nil) }
    #expect("23.7.2025".wholeMatch(of: pattern) == nil)
  }

  @Test("What was decided in review, and what was merged, is part of it and comes back")
  func decisions() throws {
    let workspace = try Workspace(.seeds)
    try workspace.write("firms.csv", "name\nAntropic\nHuawei Cloud Holdings\nOpenAl\n")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed("review", "accept", "antropic")
    try workspace.succeed("review", "reject", "huawei-cloud-holdings")
    #expect(try workspace.succeed("review", "list", "-f", "csv").text.contains("openal"))
    try workspace.succeed("export", "--all", "all")
    #expect(try !workspace.text(of: "all/reviews.csv").contains("openal"))
    try workspace.succeed("init", "--empty", "--db", "copy.db")
    try workspace.succeed("ingest", "all", "--db", "copy.db")
    let after = try workspace.succeed("review", "list", "--all", "-f", "csv", "--db", "copy.db")
    #expect(after.lines.contains { $0.contains("huawei-cloud-holdings") && $0.hasSuffix("apart") })
    #expect(
      try workspace.succeed("show", "antropic", "--db", "copy.db").text.hasPrefix("Anthropic\n"))
    // The same names once more: nothing is asked again.
    try workspace.succeed("ingest", "firms.csv", "--db", "copy.db")
    #expect(
      try workspace.succeed("review", "list", "--all", "-f", "csv", "--db", "copy.db").text
        == after.text)
    try workspace.succeed("export", "--all", "twice", "--db", "copy.db")
    #expect(
      try Workspace.files(in: workspace.file("all"))
        == Workspace.files(in: workspace.file("twice")))
  }

  @Test(
    "Of namesakes of two kinds the one whose key was given keeps it in a knowledge base made anew")
  func namesakesOfTwoKinds() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("institutions.csv", "key,name\naurora-lab,Aurora Lab\n")
    try workspace.write("firms.csv", "name\nAurora Lab\n")
    try workspace.succeed("ingest", "institutions.csv")
    try workspace.succeed("ingest", "firms.csv")
    try workspace.succeed("export", "--all", "all")
    // Firms come before institutions, and theirs is a key that was made to tell the two apart.
    #expect(try workspace.text(of: "all/firms.csv").contains("\naurora-lab-firm-"))
    try workspace.succeed(shell: "rm kb.db && aikb init --empty && aikb ingest all")
    try workspace.succeed("export", "--all", "again")
    try workspace.succeed(shell: "diff -r all again")
    // Who means one of the two by the plain name is still asked which.
    try workspace.write("firms.csv", "key,name\naurora-lab,Aurora Lab\n")
    #expect(try workspace.aikb("ingest", "firms.csv").status == 1)
  }

  @Test(
    "What a source says of one entity in two places stays apart, and the same again is no change")
  func twoPlacesOfASource() throws {
    let workspace = try Workspace(.empty)
    try workspace.write("sources.csv", "key,title\nlist,A list\n")
    try workspace.write("models.csv", "key,name,domains\nm,M,Language\n")
    try workspace.write(
      "citations.csv",
      """
      entity,source,fields,value,locator
      m,list,domains,Vision,line 151
      m,list,"domains,name",,line 183
      m,list,name,,line 151

      """)
    for file in ["sources.csv", "models.csv", "citations.csv"] {
      try workspace.succeed("ingest", file)
    }
    try workspace.succeed("export", "--all", "all")
    let cited = try workspace.text(of: "all/citations.csv")
    #expect(cited.contains("\"domains,name\"") && cited.contains("Vision"))
    for file in ["citations.csv", "all/citations.csv"] {
      #expect(try workspace.succeed("ingest", file).messages.contains("nothing changed"))
    }
    try workspace.succeed("export", "--all", "again")
    try workspace.succeed(shell: "diff -r all again")
  }

  @Test("What was decided is not opened again by a list from elsewhere")
  func decided() throws {
    let workspace = try Workspace(.own)
    try workspace.write("firms.csv", "key,name\none,One Labs\ntwo,Two Labs\n")
    try workspace.write(
      "apart/reviews.csv", "entity,other,rule,score,state\none,two,spelling,0.5,apart\n")
    try workspace.write(
      "open/reviews.csv", "entity,other,rule,score,state\ntwo,one,spelling,0.5,open\n")
    try workspace.succeed("ingest", "firms.csv", "apart/reviews.csv")
    let output = try workspace.succeed("ingest", "open/reviews.csv")
    #expect(output.messages.contains("nothing changed"), "\(output.messages)")
    let wrong = try workspace.aikb("ingest", "-", "--as", "reviews", input: "entity,other\n")
    #expect(wrong.status != 0)
    try workspace.write("reviews.csv", "entity,other,score\none,two,1.5\n")
    #expect(
      try workspace.aikb("ingest", "reviews.csv").messages.contains("not a number from 0 to 1"))
  }

  @Test(
    "A file that was edited in the folder is read, and said to be; nothing is removed for rows gone"
  )
  func edited() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "all")
    let models = try workspace.text(of: "all/models.csv").split(separator: "\n").map(String.init)
    let place = "all/models.csv: changed since the package was made"
    // One row gone and one added; then one gone, saved as a Chinese Excel saves.
    try workspace.write(
      "all/models.csv", (models.dropLast() + ["x-1,X", "x-2,X 2"]).joined(separator: "\n") + "\n")
    let grown = try workspace.aikb("ingest", "all", "--rejects", "bad.csv")
    #expect(grown.messages.contains("\(place) (4 rows, 3 then)\n"), "\(grown.messages)")
    let shrunk = models.dropLast().joined(separator: "\r\n")
      .replacing(",", with: ";").replacing("name_zh", with: "中文名称")
    try workspace.write("text.csv", shrunk + "\r\n")
    try workspace.succeed(shell: "iconv -f utf-8 -t gb18030 text.csv > all/models.csv")
    let output = try workspace.succeed("ingest", "all")
    #expect(
      output.messages.contains(
        "\(place) (2 rows, 3 then); rows are missing, and nothing is removed for that\n"),
      "\(output.messages)")
    try workspace.succeed(
      "sql", "SELECT count(*) AS n FROM models WHERE key NOT LIKE 'x-%'", printing: "n\n3\n")
    let chinese = try workspace.succeed("ingest", "all", "--lang", "zh", "--dry-run")
    #expect(
      chinese.messages.contains("all/models.csv：数据包制作之后有改动（现有 2 行，当时 3 行）；有行缺失"),
      "\(chinese.messages)")
  }

  @Test("A file that was edited is an error where it cannot be read, and in an archive")
  func damaged() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "all")
    let chips = try workspace.text(of: "all/chips.csv")
    try workspace.write("all/chips.csv", chips + "x-1,X\n")
    try workspace.succeed(shell: "python3 -m zipfile -c all.zip all")
    let zipped = try workspace.aikb("ingest", "all.zip")
    #expect(zipped.status == 1)
    #expect(
      zipped.firstMessage.contains("all.zip/chips.csv: has \(chips.utf8.count + 6) bytes"))
    #expect(zipped.firstMessage.contains("says \(chips.utf8.count) bytes"))
    try workspace.write("all/chips.csv", String(chips.map { $0 == "9" ? "8" : $0 }))
    try workspace.succeed(shell: "python3 -m zipfile -c all.zip all")
    #expect(try workspace.aikb("ingest", "all.zip").firstMessage.contains(".hash in all.zip/"))
    try workspace.write("all/chips.csv", chips + "x-1,\"X\n")
    let open = try workspace.aikb("ingest", "all")
    #expect(open.status == 1)
    #expect(open.messages.contains("all/chips.csv:3:"), "\(open.messages)")
  }

  @Test("The table of contents among the files of an export is left out, and said to be")
  func contentsAmongFiles() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "all", "--excel")
    let output = try workspace.succeed(
      shell: "aikb ingest all/contents.csv all/sources.csv all/models.csv")
    #expect(
      output.messages.contains("all/contents.csv: only says what the other files hold, not read\n"))
    // A table of the user's own that is called so is no table of contents.
    try workspace.write("contents.csv", "key,name\nx,X\n")
    #expect(try workspace.aikb("ingest", "contents.csv").messages.contains("what is this?"))
    try workspace.succeed("ingest", "contents.csv", "--as", "models")
  }

  @Test("Exported over another export, what only that one had is gone; what is not ours stays")
  func stale() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed(
      "kind", "add", "dataset", "--plural", "datasets", "--label-zh", "数据集")
    try workspace.succeed("export", "--all", "all")
    try workspace.write("all/mine.csv", "key,name\n")
    try workspace.write("all/notes.txt", "mine\n")
    try workspace.succeed("init", "--empty", "--db", "other.db")
    let output = try workspace.succeed("export", "--all", "all", "--db", "other.db")
    #expect(output.messages.contains("all: removed, of the export that was there: datasets.csv"))
    #expect(output.messages.contains("all: no part of the package: mine.csv"))
    let files = try Workspace.files(in: workspace.file("all"))
    #expect(files["datasets.csv"] == nil)
    #expect(files["mine.csv"] != nil)
    #expect(files["notes.txt"] != nil)
    try workspace.succeed("init", "--empty", "--db", "copy.db")
    let back = try workspace.succeed("ingest", "all", "--db", "copy.db")
    #expect(back.messages.contains("no part of the package, not read: all/mine.csv"))
  }

  @Test(
    "What somebody else has written is never replaced",
    arguments: ["datapackage.json", "models.csv"])
  func foreignFiles(file: String) throws {
    let workspace = try Workspace(.own)
    let content = #"{"resources": [{"path": "old.csv"}]}"#
    try workspace.write("all/\(file)", content)
    let output = try workspace.aikb("export", "--all", "all")
    #expect(output.status == 1)
    #expect(
      output.messages.contains(
        "all: would replace what no export has written: \(file); move it away"))
    #expect(try Workspace.files(in: workspace.file("all")).count == 1)
    #expect(try workspace.text(of: "all/\(file)") == content)
  }

  @Test("--all with a kind, without a name or onto a file says what to do")
  func wrongFolder() throws {
    let workspace = try Workspace(.own)
    try workspace.write("notes.txt", "mine\n")
    for (arguments, message) in [
      ("models --all x", "leave 'models' out, or say -o x to export models alone"),
      ("--all ''", "--all needs the name of a folder, or of a file that ends in .xlsx"),
      ("--all notes.txt", "notes.txt: is a file; name a folder, or a workbook that ends in"),
    ] {
      let output = try workspace.shell("aikb export \(arguments)")
      #expect(output.status == 64)
      #expect(output.messages.contains(message), "\(output.messages)")
    }
    #expect(try workspace.text(of: "notes.txt") == "mine\n")
  }

  @Test("The sheet of a search or a query is called so")
  func sheetNames() throws {
    let workspace = try Workspace(.own)
    for (arguments, name) in [
      ("--search aurora", "search"), ("--query 'SELECT 1 AS one'", "query"), ("models", "models"),
    ] {
      try workspace.succeed(shell: "aikb export \(arguments) -o one.xlsx")
      let workbook = try workspace.shell(
        "python3 -c \"import zipfile; print(zipfile.ZipFile('one.xlsx').read('xl/workbook.xml'))\"")
      #expect(workbook.text.contains("name=\"\(name)\""), "\(workbook.text)")
    }
  }

  @Test("A descriptor that was changed names no file elsewhere to remove")
  func notOurs() throws {
    let workspace = try Workspace(.own)
    try workspace.write("outside.csv", "a\n")
    try workspace.write(
      "ours/datapackage.json",
      #"{"aikb": {}, "resources": [{"path": "../outside.csv"}, {"path": "sub/x.csv"}]}"#)
    try workspace.succeed("export", "--all", "ours")
    #expect(try workspace.text(of: "outside.csv") == "a\n")
  }

  @Test("Onto a full disk nothing is written, and the package that is there stays whole")
  func fullDisk() throws {
    let workspace = try Workspace(.seeds)
    try workspace.succeed("export", "--all", "all")
    let before = try Workspace.files(in: workspace.file("all"))
    let output = try workspace.shell(
      "trap '' XFSZ; ulimit -f 64; exec aikb export --all all")
    #expect(output.status == 1)
    #expect(output.messages.contains("no space left"))
    #expect(try Workspace.files(in: workspace.file("all")) == before)
  }

  @Test("Not even the files for which there is room are replaced when one of them has none")
  func nearlyFullDisk() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "all")
    let before = try Workspace.files(in: workspace.file("all"))
    try workspace.succeed("set", "boreas-9", "tdp_watts=800")
    // 32 kilobytes: enough for chips.csv, too little for datapackage.json.
    let output = try workspace.shell("trap '' XFSZ; ulimit -f 64; exec aikb export --all all")
    #expect(output.messages == "aikb: all/datapackage.json: no space left\n")
    #expect(output.status == 1)
    #expect(try Workspace.files(in: workspace.file("all")) == before)
    try workspace.succeed("export", "--all", "all")
    #expect(try Workspace.files(in: workspace.file("all")) != before)
  }

  @Test("A workbook of everything has its contents first, and comes back the same")
  func workbook() throws {
    for (content, option) in [(Workspace.Content.said, ""), (.seeds, "--split")] {
      let workspace = try Workspace(content)
      try workspace.succeed(
        shell: """
          aikb export --all all.xlsx \(option) &&
          aikb init --empty --db copy.db && aikb ingest all.xlsx --db copy.db &&
          aikb export --all once && aikb export --all twice --db copy.db
          """)
      #expect(
        try Workspace.files(in: workspace.file("once"))
          == Workspace.files(in: workspace.file("twice")))
      let again = try workspace.succeed("ingest", "all.xlsx", "--db", "copy.db")
      #expect(again.messages.contains("nothing changed"), "\(again.messages)")
    }
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "all", "--excel")
    let contents = try workspace.text(of: "all/contents.csv")
    #expect(contents.contains("chips,chip or system,芯片与系统,1,"), "\(contents)")
  }

  @Test("In a ZIP archive it is read as it lies in a folder")
  func zipped() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("export", "--all", "all")
    try workspace.succeed(shell: "python3 -m zipfile -c all.zip all")
    try workspace.succeed("init", "--empty", "--db", "copy.db")
    try workspace.succeed("ingest", "all.zip", "--db", "copy.db")
    try workspace.succeed("export", "--all", "twice", "--db", "copy.db")
    #expect(
      try Workspace.files(in: workspace.file("all"))
        == Workspace.files(in: workspace.file("twice")))
  }
}
