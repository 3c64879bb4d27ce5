import Foundation
import Testing

/// What the tool says to somebody who reads Chinese.
@Suite("In Chinese")
struct ChineseTests {
  // MARK: Help

  /// Every command and subcommand, as typed; the program itself is empty.
  private func commands(_ workspace: Workspace) throws -> [String] {
    func listed(_ command: String) throws -> [String] {
      let help = try workspace.shell("aikb \(command) --lang en --help").text
      let parts = help.split(separator: "SUBCOMMANDS:\n")
      guard parts.count > 1 else { return [] }
      return parts[1].matches(of: #/(?m)^  ([a-z]+)[, (]?[a-z, ()]* /#)
        .map { "\(command) \($0.1)" }
    }
    let own = try listed("")
    return try [""] + own + own.flatMap(listed)
  }

  @Test("The help of every command: no line over 78 cells, nothing left in English")
  func help() throws {
    let workspace = try Workspace(.nothing)
    let commands = try commands(workspace)
    #expect(commands.contains(" kind add") && commands.contains(" list"))
    for command in commands {
      let help = try workspace.succeed(shell: "aikb --lang zh\(command) --help").text
      #expect(help.hasPrefix("概述："), "\(command)")
      #expect(help.contains("\n用法："), "\(command)")
      // An example is one line in either language.
      for line in help.split(separator: "\n") where !line.hasPrefix("  aikb ") {
        #expect(cells(line) <= 78, "\(command): \(line)")
      }
      for word in [
        "OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "COMMANDS", "(default", "(values", "Show",
        "See '",
      ] {
        #expect(!help.contains(word), "\(command): \(word)")
      }
      // Who reads Chinese may say so on every command that does something.
      #expect(help.contains("--lang <lang>") || help.contains("<subcommand>"), "\(command)")
      // What each argument, option and command is for.
      let lists = help.split(separator: "\n用法：").last ?? ""
      for entry in lists.matches(of: #/(?m)^  [^ ].*?(?=\n  [^ ]|\n\n|\z)/#.dotMatchesNewlines()) {
        #expect(holdsHan(entry.0), "\(command): \(entry.0)")
      }
    }
  }

  @Test("Examples are those of the English help")
  func examples() throws {
    let workspace = try Workspace(.nothing)
    var count = 0
    for command in try commands(workspace) {
      let help = try ["en", "zh"].map { language in
        try workspace.succeed(shell: "aikb --lang \(language)\(command) --help").text
          .split(separator: "\n").filter { $0.hasPrefix("  aikb ") }
      }
      #expect(help[0] == help[1], "\(command)")
      count += help[0].count
    }
    #expect(count > 100)
  }

  @Test("--lang before or behind the command, or the locale, choose the language of help")
  func choice() throws {
    let workspace = try Workspace(.nothing)
    let help = try workspace.succeed("list", "--help", "--lang", "zh").text
    for command in [
      "aikb --lang zh list --help", "aikb --lang=zh help list", "aikb help list --lang zh",
      "LANG=zh_CN.UTF-8 aikb help list", "LC_ALL=zh_TW aikb list -h",
    ] {
      #expect(try workspace.succeed(shell: command).text == help, "\(command)")
    }
    let english = try workspace.succeed("list", "--help").text
    for command in [
      "LANG=zh_CN.UTF-8 aikb --lang en list --help", "LANG=zh_CN.UTF-8 LC_ALL=C aikb list --help",
      "aikb --lang both list --help",
    ] {
      #expect(try workspace.succeed(shell: command).text == english, "\(command)")
    }
  }

  @Test("The --lang of alias is about the name, the one before the command about messages")
  func alias() throws {
    let workspace = try Workspace(.own)
    let output = try workspace.succeed("alias", "aurora-1", "曙光", "--lang", "zh")
    #expect(output.messages == "aurora-1: also 曙光\n")
    let chinese = try workspace.succeed(
      "--lang", "zh", "alias", "aurora-1", "Dawn", "--lang", "en")
    #expect(chinese.messages == "aurora-1：又名 Dawn\n")
    let names = try workspace.succeed(
      "sql", "SELECT text, lang FROM name WHERE role = 'alias' ORDER BY lang")
    #expect(names.text.contains("Dawn,en\n") && names.text.contains("曙光,zh\n"))
  }

  // MARK: Errors

  @Test(
    "Errors of every kind",
    arguments: [
      ("show nobody", 3, "aikb: 没有实体 'nobody'"),
      ("list modles", 3, "aikb: 没有类别或视图 'modles'；最接近的有：models"),
      ("list models foo:bar", 3, "aikb: 没有模型的属性或谓词 'foo'；可用 'aikb schema models' 列出"),
      ("list models openness:opn", 3, "aikb: 没有 openness 的值 'opn'；最接近的有："),
      (
        "list models released:soon", 64,
        "aikb: 'released:soon'：'soon' 不是日期（2025、2025-07、2025-07-23、2024-06..2025、2025年7月）"
      ),
      ("list models OR", 64, "aikb: OR 须写在两个条件之间"),
      ("link aurora-1 eats aurora-1", 3, "aikb: 没有谓词 'eats'"),
      ("rename aurora-1 'A B'", 1, "aikb: 'A B' 不是键（a-z、0-9 和单个连字符）"),
      ("set aurora-1 released=soon", 64, "aikb: released：'soon' 不是日期"),
      ("compare aurora-1 aurora-1", 1, "aikb: aurora-1 给出了两次；"),
      ("query nosuch", 3, "aikb: 没有查询 'nosuch'"),
      ("search qqqqqqqqzz", 3, "aikb: 没有找到 qqqqqqqqzz"),
      ("ingest models.csv", 1, "aikb: models.csv:2: 第 3 列（released）：'soon' 不是日期"),
      ("ingest short.csv --as models", 1, "aikb: short.csv:2: 有 1 个字段，表头有 2 个"),
      ("ingest none.csv", 1, "aikb: none.csv: 没有这个文件"),
      ("ingest models.csv --map nosuch", 1, "aikb: nosuch: 没有这个映射；"),
      ("show a --db none.db", 3, "aikb: none.db：此处没有知识库；"),
      ("show a --db note.txt", 1, "aikb: note.txt：不是 SQLite 数据库；"),
      ("show a --db other.db", 1, "aikb: other.db：是 SQLite 数据库，但不是 aikb 的知识库；"),
      ("list models -o other.db", 64, "aikb: other.db：是数据库，不予覆盖；"),
      ("backup other.db", 1, "aikb: other.db：已存在；备份须写入新文件"),
      ("sql 'SELECT 1 FROM nothing x y'", 1, "aikb: SQL 错误："),
      ("sql 'DELETE FROM entity'", 1, "aikb: 已拒绝：此处的 SQL 只读"),
      ("lisst", 64, "aikb: 没有命令 'lisst'；最接近的有：list；"),
      ("list models --nosuch", 64, "aikb: 没有选项 '--nosuch'；"),
      ("list", 64, "错误：缺少参数 '<what>'"),
      ("backup --nosuch copy.db", 64, "错误：未知选项 '--nosuch'"),
      ("backup --lnag zh copy.db", 64, "错误：未知选项 '--lnag'；是否想用 '--lang'？"),
      ("path a b --limit x", 64, "错误：值 'x' 不适用于 '--limit <limit>'"),
      ("path a b --format svg", 64, "错误：值 'svg' 不适用于 '--format <format>'；请从以下各项中选择："),
      ("completions tcsh", 64, "错误：值 'tcsh' 不适用于 '<shell>'；可选：'bash'、'zsh'、'fish'。"),
      ("path a b --limit", 64, "错误：选项 '--limit <limit>' 缺少值"),
      ("path a b c", 64, "错误：多余的参数 'c'"),
      ("path a b c d", 64, "错误：2 个多余的参数：'c'、'd'"),
      ("timeline", 64, "错误：请给出实体或泳道："),
      ("neighbors a --depth 9", 64, "错误：--depth 为 1、2 或 3。"),
    ])
  func errors(command: String, status: Int32, start: String) throws {
    let workspace = try Workspace(.own)
    try workspace.write("models.csv", "key,name,released\na,A,soon\n")
    try workspace.write("short.csv", "key,name\na\n")
    try workspace.write("note.txt", "This is no database, but long enough to be one.\n")
    try workspace.sqlite3("CREATE TABLE t(a)", on: workspace.file("other.db"))
    let output = try workspace.shell("LANG=zh_CN.UTF-8 aikb \(command)")
    #expect(output.firstMessage.hasPrefix(start), "\(output.messages)")
    #expect(output.status == status)
    #expect(output.text.isEmpty)
    for line in output.messages.split(separator: "\n")
    where !line.hasPrefix("  ") { #expect(holdsHan(line), "\(line)") }
  }

  @Test("A session says nothing in English")
  func session() throws {
    let workspace = try Workspace(.nothing, environment: ["LANG": "zh_CN.UTF-8"])
    try workspace.fixture("own")
    try workspace.write("more.csv", "key,name\naurora-2,Aurora 2\n")
    for command in [
      "init --empty", "ingest own --dry-run", "ingest own", "ingest own",
      "list models released:2025",
      "list models released:2025 --cite", "set aurora-1 name_zh=曙光", "set aurora-1 name_zh=曙光",
      "kind add dataset --label-zh 数据集", "kind extend dataset --property size:integer",
      "kind remove dataset", "ingest more.csv --as models", "retire aurora-2", "unretire aurora-2",
      "rename aurora-2 aurora-3", "alias aurora-3 Dawn", "alias aurora-3 Dawn --remove",
      "backup copy.db", "check", "reindex", "export models -o models-out.csv",
      "timeline --lane 'model'",
    ] {
      let output = try workspace.shell("aikb \(command)")
      #expect(output.status == 0, "\(command): \(output.messages)")
      // SQL stands indented.
      for line in output.messages.split(separator: "\n") where !line.hasPrefix("  ") {
        #expect(holdsHan(line) || line.contains("："), "\(command): \(line)")
      }
    }
  }

  // MARK: The manual page

  @Test("The manual page has a section for each command, in either language")
  func manual() throws {
    let workspace = try Workspace(.nothing)
    for (language, name, usage) in [("en", "NAME", "USAGE: "), ("zh", "名称", "用法：")] {
      let page = try workspace.succeed(
        shell: "'\(Program.tree)/Scripts/man.sh' \"$(command -v aikb)\" \(language)"
      ).text
      #expect(page.contains("\n.TH AIKB 1 "))
      #expect(page.contains("\n.SH \(name)\naikb \\- "))
      let sections = page.matches(of: #/(?m)^\.SH AIKB ([A-Z]+)$/#).map { $0.1.lowercased() }
      let commands = try commands(workspace).dropFirst().filter { !$0.dropFirst().contains(" ") }
      #expect(sections == commands.map { String($0.dropFirst()) })
      #expect(page.split(separator: usage).count == sections.count + 2)
      // No line of text is taken for a request.
      let requests = page.split(separator: "\n").filter { $0.hasPrefix(".") || $0.hasPrefix("'") }
      #expect(requests.allSatisfy { $0.contains(#/^\.(\\"|TH|SH|nf|fi)/#) })
    }
  }

  // MARK: Cells

  private func holdsHan(_ text: Substring) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  /// Han characters, kana and full-width punctuation take two cells.
  private func cells(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { cells, scalar in
      cells + ((0x2E80...0xFFEF).contains(scalar.value) ? 2 : 1)
    }
  }
}
