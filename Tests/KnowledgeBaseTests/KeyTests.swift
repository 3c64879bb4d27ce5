import KnowledgeBase
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    ("GPT-4o mini", "gpt-4o-mini"), ("DeepLabV3+", "deeplabv3plus"), ("DeepLabV3", "deeplabv3"),
    ("C#", "csharp"), ("月之暗面", "yue-zhi-an-mian"), ("Côte d’Ivoire", "cote-d-ivoire"),
    ("  Z.ai (Zhipu AI)  ", "z-ai-zhipu-ai"), ("昇腾910C", "sheng-teng-910c"),
    ("Ｈ１００", "h100"), ("Qwen2.5-72B", "qwen2-5-72b"),
  ])
  func aNameGivesItsKey(name: String, key: String) {
    #expect(Key.slug(name) == key)
    #expect(Key.isValid(key))
  }

  @Test func aNameWithoutLettersGivesNoKey() {
    #expect(Key.slug("…") == nil)
    #expect(Key.slug("") == nil)
  }

  @Test(arguments: ["", "-a", "a-", "a--b", "A", "a_b", "é", "a b"])
  func whatIsNoKeyIsRefused(text: String) {
    #expect(!Key.isValid(text))
  }

  @Test func theKeyTableFindsWhatWasInsertedAndNothingElse() {
    let table = KeyTable()
    let keys = (0..<5000).map { "key-\($0)" }
    for (index, key) in keys.enumerated() {
      var key = key
      key.withUTF8 { table.insert($0, id: Int64(index), kind: index % 10) }
    }
    #expect(table.count == 5000)
    for (index, key) in keys.enumerated() {
      var key = key
      let entry = key.withUTF8 { table.find($0) }
      #expect(entry?.id == Int64(index))
      #expect(entry?.kind == index % 10)
    }
    var missing = "key-5000"
    #expect(missing.withUTF8 { table.find($0)?.id } == nil)
  }
}
