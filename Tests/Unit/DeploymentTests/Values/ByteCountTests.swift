import Testing

@testable import Deployment

@Suite struct ByteCountTests {
  @Test(arguments: [
    "16GiB", "0B", "1B", "1023B", "1536MiB", "2560MiB", "1024TiB",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ByteCount.self, text) == text)
  }

  @Test(arguments: [
    ("0", "0B"),
    ("1024B", "1KiB"),
    ("2048MiB", "2GiB"),
    ("1024GiB", "1TiB"),
    ("1048576GiB", "1024TiB"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(ByteCount.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "is not a size [size-format] | write a number and a unit, such as 16GiB",
      [
        "16gigs", "-1GiB", "+1GiB", "00", "GiB", "", "16GiBs", "1e3MiB", "16GiB ", "½GiB", "１GiB", "16 G i B",
        "0x10MiB", "1024PiB", "half", many("9", 100) + "GiB",
      ]),
    Refused(
      "is not a size [size-format] | write 16GiB, or 15259MiB if you mean units of 1000",
      ["16 GB", "16GB"]),
    Refused(
      "is not a size [size-format] | write 16GiB; sizes are counted in units of 1024",
      ["16G", "16gib", "16 GiB", "016GiB"]),
    Refused(
      "is not a size [size-format] | write 512KiB; sizes are counted in units of 1024",
      ["512kB"]),
    Refused(
      "is not a size [size-format] | write 512MiB; sizes are counted in units of 1024",
      ["512m"]),
    Refused(
      "is not a size [size-format] | write 100MiB, or 95MiB if you mean units of 1000",
      ["100 MB"]),
    Refused(
      "has no unit [size-format] | write a number and a unit, such as 16GiB",
      ["16", "4294967296"]),
    Refused(
      "is not a whole number of its unit [size-format] | write a smaller unit, such as 1536MiB for 1.5GiB",
      ["1.5GiB", "1,5 GB"]),
    Refused(
      "is more than 1024TiB [out-of-range] | write a smaller size",
      ["1025TiB", many("9", 20) + "GiB", "9223372036854775807B"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ByteCount.self, text) == refused.finding) }
  }
}
