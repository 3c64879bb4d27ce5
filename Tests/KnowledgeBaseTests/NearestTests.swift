import KnowledgeBase
import Testing

@Suite struct NearestTests {
  @Test func aSlipOfTheFingerSuggestsTheRightWord() {
    let kinds = ["models", "firms", "chips", "policies", "countries"]
    #expect(Nearest.to("modles", among: kinds).first == "models")
    #expect(Nearest.to("chip", among: kinds) == ["chips"])
    #expect(Nearest.to("relased", among: ["released", "retired"]).first == "released")
  }

  @Test func somethingElseSuggestsNothing() {
    #expect(Nearest.to("xyzzy", among: ["models", "firms"]).isEmpty)
    #expect(Nearest.to("zz", among: ["g7", "eu"]).isEmpty)
  }
}
