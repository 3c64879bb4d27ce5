internal import Messages

/// Whether facts of a source may stand in a knowledge base that is published under CC BY 4.0.
///
/// A page — a press release, a newspaper, a paper, an encyclopaedia — is cited for single facts.
/// Facts have no author: whoever reserves all rights in an article, or shares it under NC, ND or SA
/// terms, does so for its words, which are not taken (quotes stay short). So every page will do, but
/// its licence has to be stated, `proprietary` where all rights are reserved.
///
/// From a data set whole columns are taken, which in the European Union its maker can forbid
/// (directive 96/9/EC, article 7), and whose terms go with the columns. So it has to be under terms
/// that allow any use with a credit: not NC, not ND, and not SA or the ODbL, whose terms would become
/// those of everything.
enum Licence {
  /// SPDX identifiers of the terms under which a data set may be used; `LicenseRef-US-PD` are works
  /// of the government of the United States (17 U.S.C. § 105).
  static let open: Set<String> = [
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-3.0", "CC-BY-4.0", "CC0-1.0",
    "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "LicenseRef-US-PD", "MIT", "ODC-By-1.0",
    "OGL-UK-3.0", "PDDL-1.0", "Unicode-3.0", "Unicode-DFS-2016", "etalab-2.0",
  ]

  /// Why a source with this licence and of this reliability may not be cited; nil when it may.
  static func objection(licence: String?, reliability: String?) -> Message? {
    guard let licence else { return Message("no licence is stated", "未注明许可证") }
    guard reliability == "dataset", !open.contains(licence) else { return nil }
    return Message(
      "a data set under \(licence), which cannot be passed on under CC BY 4.0",
      "许可证为 \(licence) 的数据集，不能以 CC BY 4.0 再发布")
  }
}
