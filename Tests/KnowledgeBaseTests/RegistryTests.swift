import KnowledgeBase
import Testing

@Suite struct RegistryTests {
  @Test func noHeaderMeansTwoColumnsOfAKind() throws {
    let registry = try Store(path: ":memory:", access: .create).registry
    for kind in registry.kinds {
      var seen: [String: String] = [:]
      for property in Property.common + kind.properties {
        for header in Set(
          ([property.name, property.label.en, property.label.zh] + property.synonyms).map(Fold.key))
        {
          #expect(seen[header] == nil, "\(kind.name): \(header): \(property.name)")
          seen[header] = property.name
        }
      }
    }
  }
}
