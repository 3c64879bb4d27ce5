import Testing

@testable import KnowledgeBase

@Suite struct SourceLicenceTests {
  @Test(
    "What a licence asks of whoever passes rows on is seen from its name",
    arguments: [
      ("CC-BY-4.0", false, false), ("CC-BY-SA-4.0", true, false), ("CC-BY-NC-4.0", false, true),
      ("CC-BY-NC-SA-4.0", true, true), ("ODbL-1.0", true, false), ("GPL-3.0-only", true, false),
      ("CC0-1.0", false, false), (nil, false, false),
    ])
  func asks(name: String?, isShareAlike: Bool, isNonCommercial: Bool) {
    let licence = SourceLicence(name: name, attributions: [])
    #expect(licence.isShareAlike == isShareAlike)
    #expect(licence.isNonCommercial == isNonCommercial)
  }
}
