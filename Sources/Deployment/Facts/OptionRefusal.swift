/// Why an option of a program is not the operator's to choose, and what to do instead.
package struct OptionRefusal: Hashable, Sendable {
  /// To be read after the name of the option.
  package var reason: String
  package var remedy: String

  init(_ reason: String, remedy: String = "remove it") {
    self.reason = reason
    self.remedy = remedy
  }
}
