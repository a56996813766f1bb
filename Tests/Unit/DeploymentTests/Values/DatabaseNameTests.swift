import Testing

@testable import Deployment

@Suite struct DatabaseNameTests {
  @Test(arguments: [
    "superadmin", "a", "a_1", many("a", 63),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(DatabaseName.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is one of PostgreSQL's own databases [database-reserved] | write another name, such as superadmin",
      ["postgres", "template0", "template1"]),
    Refused(
      "is not a database name [database-format] | write super_admin",
      ["super-admin"]),
    Refused(
      "is not a database name [database-format] | write superadmin",
      ["Superadmin"]),
    Refused(
      "is not a database name [database-format] | write a lower-case letter and up to 62 lower-case letters, digits and _, such as superadmin",
      ["1a", "_a", "a b", "a;b", #"a"b"#, ""]),
    Refused(
      "is longer than 63 bytes, the limit of PostgreSQL [database-format] | write a lower-case letter and up to 62 lower-case letters, digits and _, such as superadmin",
      [many("a", 64)]),
    Refused(
      "is longer than 128 bytes [too-long] | write a shorter database name",
      [many("a", 129)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(DatabaseName.self, text) == refused.finding) }
  }
}
