/// A licence of sources behind rows that are passed on.
package struct SourceLicence: Sendable, Hashable {
  /// SPDX identifier; nil where none is on record.
  package let name: String?
  /// The credits its sources ask for; their titles where they ask for none.
  package let attributions: [String]

  /// For non-commercial use only, by its name.
  package var isNonCommercial: Bool { name?.contains("-NC") ?? false }
  /// What is made of it must be passed on under the same licence.
  package var isShareAlike: Bool {
    guard let name else { return false }
    return name.contains("-SA") || name.hasPrefix("ODbL") || name.contains("GPL")
  }
}
