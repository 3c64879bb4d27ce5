import Testing

@testable import KnowledgeBase

/// Parts of the search that no query shows by itself.
@Suite struct SearchPartsTests {
  private func pairs(_ texts: String...) -> String {
    var out = ByteBuffer()
    for text in texts {
      Array(text.utf8).withUnsafeBufferPointer { HanPairs.append($0, to: &out) }
    }
    return out.text()
  }

  @Test func `characters that are no neighbours are not joined, nor are those of two texts`() {
    #expect(pairs("芯 片 出 口") == "芯片 片出 出口")
    #expect(pairs("芯 片 ai 片 出") == "芯片 \u{E000} 片出")
    #expect(pairs("芯 片", "片 出") == "芯片 \u{E000} 片出")
    #expect(pairs("芯 ai 片").isEmpty)
  }

  @Test
  func `entities come before what is said about them, then the better rank, then the smaller id`() {
    var matches = BestMatches(3)
    for (id, rank) in [(5, 9.0), (4, 1.0), (8, 2.0), (1, 9.0), (12, 2.0), (16, 0.5)] {
      matches.add(Int64(id), rank)
    }
    #expect(matches.best().map(\.id) == [8, 12, 4])
    var claims = BestMatches(4)
    for (id, rank) in [(5, 9.0), (4, 1.0), (9, 9.0)] { claims.add(Int64(id), rank) }
    #expect(claims.best().map(\.id) == [4, 5, 9])
    #expect(claims.count == 3)
  }
}
