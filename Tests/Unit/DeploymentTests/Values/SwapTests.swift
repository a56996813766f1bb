import Testing

@testable import Deployment

@Suite struct SwapTests {
  @Test(arguments: [
    "auto", "2GiB",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(Swap.self, text) == text)
  }

  @Test(arguments: [
    ("0", "0B"),
    ("2048MiB", "2GiB"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(Swap.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "is not a size [size-format] | write 0 for no swap space, auto, or a size such as 2GiB",
      ["none", "off"]),
    Refused(
      "is not a size [size-format] | write a number and a unit, such as 16GiB",
      ["Auto", "-1"]),
    Refused(
      "is not a size [size-format] | write 2GiB; sizes are counted in units of 1024",
      ["2G"]),
    Refused(
      "has no unit [size-format] | write a number and a unit, such as 16GiB",
      ["2"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(Swap.self, text) == refused.finding) }
  }
}
