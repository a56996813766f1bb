import Testing

@testable import Deployment

@Suite struct CPUCountTests {
  @Test(arguments: [
    "1", "4", "1.5", "0.25", "0.001", "1024",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(CPUCount.self, text) == text)
  }

  @Test(arguments: [
    ("1.50", "1.5"),
    ("1024.000", "1024"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(CPUCount.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "is less than any processor [out-of-range] | write a number above 0",
      ["0", "0.000"]),
    Refused(
      "is more than 1024 processors [out-of-range] | write a smaller number",
      ["1025", "1024.001"]),
    Refused(
      "is not a number of processors [cpus-format] | write a number such as 1.5, with at most three decimal places",
      ["1.2345", ".5", "1.", "-1", "1.5.0", "01", "two", "2 cores", "1e3", "", many("9", 21)]),
    Refused(
      "is not a number of processors [cpus-format] | write 1.5",
      ["1,5"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(CPUCount.self, text) == refused.finding) }
  }
}
