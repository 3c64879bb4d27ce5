import Testing

@Suite("aikb completions: what the shell offers for a word that is being typed")
struct CompletionTests {
  /// What bash offers for the last of the words, one offer a line.
  private func offers(_ words: String..., in workspace: Workspace) throws -> [String] {
    try workspace.succeed(shell: "aikb completions bash > completion.bash")
    let line = words.joined(separator: " ")
    let output = try workspace.succeed(
      shell: """
        exec bash -c '
          source completion.bash
          COMP_WORDS=(\(words.map { "\"\($0)\"" }.joined(separator: " ")))
          COMP_CWORD=\(words.count - 1) COMP_LINE="\(line)" COMP_POINT=\(line.utf8.count)
          _aikb aikb "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
          printf "%s\\n" "${COMPREPLY[@]}"'
        """)
    return output.text.split(separator: "\n").map(String.init)
  }

  @Test("an entity is offered by its key, and by its name in Chinese")
  func entities() throws {
    let workspace = try Workspace()
    #expect(try offers("aikb", "show", "huawe", in: workspace).contains("huawei"))
    #expect(try offers("aikb", "show", "华为", in: workspace).contains("华为云"))
    #expect(try offers("aikb", "path", "huawei", "nvid", in: workspace).contains("nvidia"))
  }

  @Test("kinds, predicates and sources are offered where one is wanted")
  func otherWords() throws {
    let workspace = try Workspace()
    #expect(try offers("aikb", "list", "mod", in: workspace) == ["models"])
    #expect(
      try offers("aikb", "link", "asml", "suppl", in: workspace) == ["supplied_by", "supplies"])
    #expect(
      try offers("aikb", "show", "o4", "--according-to", "essay-gl", in: workspace)
        == ["essay-global-ai-race"])
  }

  @Test("the knowledge base is the one that --db names")
  func database() throws {
    let workspace = try Workspace(.own)
    try workspace.succeed("--db", "other.db", "init")
    #expect(
      try offers("aikb", "show", "--db", "other.db", "huawei-clo", in: workspace)
        == ["huawei-cloud"])
    #expect(try offers("aikb", "show", "huawei-clo", in: workspace).isEmpty)
  }

  @Test("without a knowledge base nothing is offered and nothing is said")
  func nothing() throws {
    let workspace = try Workspace(.nothing)
    #expect(try offers("aikb", "show", "huawei", in: workspace).isEmpty)
    #expect(try workspace.files == ["completion.bash"])
  }
}
