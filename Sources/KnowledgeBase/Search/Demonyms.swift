/// English adjectives of countries. They name a country only beside other words (chinese models): by
/// themselves, and in texts, they mean a language or a people as well.
enum Demonyms {
  /// The ISO 3166-1 code of two letters; nil for any other word.
  static func country(of word: String) -> String? { codes[word] }

  private static let codes: [String: String] = {
    var codes: [String: String] = [:]
    for pair in pairs.split(whereSeparator: \.isWhitespace) {
      let parts = pair.split(separator: ":")
      codes[String(parts[0])] = String(parts[1])
    }
    return codes
  }()

  private static let pairs = """
    american:US australian:AU austrian:AT belgian:BE brazilian:BR british:GB canadian:CA chinese:CN
    czech:CZ danish:DK dutch:NL egyptian:EG emirati:AE english:GB finnish:FI french:FR german:DE
    greek:GR hungarian:HU indian:IN indonesian:ID iranian:IR irish:IE israeli:IL italian:IT
    japanese:JP korean:KR malaysian:MY mexican:MX norwegian:NO pakistani:PK philippine:PH polish:PL
    portuguese:PT romanian:RO russian:RU saudi:SA singaporean:SG spanish:ES swedish:SE swiss:CH
    taiwanese:TW thai:TH turkish:TR ukrainian:UA vietnamese:VN
    """
}
