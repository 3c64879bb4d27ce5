import Testing

@testable import KnowledgeBase

@Suite("Comparing values")
struct ComparisonTests {
  private func amount(
    _ value: Double?, _ low: Double? = nil, _ high: Double? = nil, unit: String? = nil,
    date: String = "2025", basis: String = "stock", condition: String? = nil
  ) -> Comparison.Value {
    .figure(
      Comparison.Amount(
        value: value, low: low, high: high, unit: unit, currency: nil, date: date, until: nil,
        basis: basis, condition: condition))
  }

  private func row(_ values: Comparison.Value?...) -> Comparison.Row {
    Comparison.Row(
      section: .property, name: "x", label: Label(en: "x", zh: "x"),
      cells: values.map { value in
        Comparison.Cell(entry: value.map { Comparison.Entry(value: $0) })
      })
  }

  @Test func aRatioNeedsTwoNumbersAndADivisor() {
    #expect(row(.field(.integer(384)), .field(.integer(72))).ratio(to: 1) == 384.0 / 72)
    #expect(row(.field(.integer(384)), .field(.real(0))).ratio(to: 1) == nil)
    #expect(row(.field(.integer(384)), nil).ratio(to: 1) == nil)
    #expect(row(.field(.text("384")), .field(.text("72"))).ratio(to: 1) == nil)
  }

  @Test func figuresInOtherUnitsOrSettingsHaveNoRatio() {
    #expect(row(amount(6), amount(3)).ratio(to: 1) == 2)
    #expect(row(amount(6, unit: "rack"), amount(3, unit: "system")).ratio(to: 1) == nil)
    #expect(row(amount(6, condition: "no tools"), amount(3)).ratio(to: 1) == nil)
    #expect(row(amount(6), amount(3, date: "2024")).ratio(to: 1) == 2)
    #expect(
      row(amount(6, basis: "flow"), amount(3, date: "2024", basis: "flow")).ratio(to: 1) == nil)
  }

  @Test func datesDifferOnlyWhenTheyCannotBeTheSameDay() {
    func differ(_ a: String, _ b: String) -> Bool? {
      row(.field(.text(a)), .field(.text(b))).differs
    }
    #expect(differ("2025", "2024-12") == true)
    #expect(differ("2025", "2025-03") == nil)
    #expect(differ("2025-03", "2025-03") == false)
  }

  @Test func intervalsDifferOnlyWhenTheyDoNotOverlap() {
    #expect(row(amount(nil, 1, 2), amount(nil, 3, 4)).differs == true)
    #expect(row(amount(nil, 1, 3), amount(nil, 2, 4)).differs == nil)
    #expect(row(amount(nil, 1, 3), amount(5)).differs == true)
  }

  @Test func whatIsNotKnownDiffersFromNothing() {
    #expect(row(.unknown, .field(.integer(1))).differs == nil)
    #expect(row(nil, .field(.integer(1))).differs == nil)
    #expect(row(.absent, .field(.integer(1))).differs == true)
  }

  @Test func competingWithEachOtherIsNoDifference() {
    func item(_ key: String, isCompared: Bool = false) -> Comparison.Item {
      Comparison.Item(key: key, name: key, nameZH: nil, isCompared: isCompared)
    }
    let (a, b) = (item("a", isCompared: true), item("b", isCompared: true))
    #expect(row(.items([b]), .items([a])).differs == nil)
    #expect(row(.items([b, item("c")]), .items([a])).differs == true)
    #expect(row(.items([b, item("c")]), .items([a, item("c")])).differs == false)
  }
}
