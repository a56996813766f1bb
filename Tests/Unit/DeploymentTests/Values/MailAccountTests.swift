import Model
import Schema
import Testing
import TextTypes

@testable import Deployment

@Suite struct MailAccountTests {
  @Test(arguments: [
    "odoo@example.net", "apikey", "-a", "it's #1: 100%", "Überwachung", many("é", 120),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(MailAccount.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is empty [account-format] | write the account, or remove the key",
      [""]),
    Refused(
      "is longer than 120 characters [account-format] | write a shorter name",
      [many("é", 121)]),
    Refused(
      "is longer than 480 bytes [too-long] | write a shorter account of a mail server",
      [many("é", 241)]),
    Refused(
      "contains a line break or a control character [account-format] | write one line of text",
      ["a\nb", "a\u{1B}[31m"]),
    Refused(
      "begins or ends with a blank, which the program would strip [account-format] | remove the blank",
      [" a"]),
    Refused(
      "contains an invisible character [account-format] | write it without direction marks and the like",
      ["a\u{202E}b"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(MailAccount.self, text) == refused.finding) }
  }

  /// The reference calls the setting what it is.
  @Test func isWhatTheReferenceSays() {
    guard case .optional(.text(let type))? = MailSettings.table.type.fields.first(where: { $0.key == "user" })?.shape
    else {
      Issue.record("odoo.mail.user is no text that may be absent")
      return
    }
    #expect(type.name == "account of a mail server" && type.example == "odoo@example.net")
  }
}
