import Diagnostics
import Testing

@testable import Document
@testable import Model
@testable import Schema
@testable import TextTypes

/// A record with a secret in it.
private struct Account: Section {
  let user: Traced<Word>
  let password: Traced<Secret>

  static let section = SectionTable(
    "account", Account.init, Row("user", \.user, "The user."), Row("password", \.password, "Its password."))
}

@Suite struct SecretTests {
  private func findings(_ build: (inout Writer) -> Node) -> [String] {
    var writer = Writer()
    var decoding = Decoding()
    _ = Account.decode(build(&writer), at: "mail", in: &decoding)
    return decoding.diagnostics.sorted.map(line)
  }

  @Test func refusesASecretUnseen() {
    let found = findings { $0.map(("user", { $0.text("shop") }), ("password", { $0.text("hunter2") })) }
    #expect(
      found == [
        "2:20: mail.password: a secret does not belong in a committed file [secret-in-site] | remove it here, and "
          + "change it where it is in use; secrets are files in the folder that secrets.directory names"
      ])
  }

  @Test func refusesAnUnknownKeyThatNamesASecret() {
    let found = findings { writer in
      writer.map(("user", { $0.text("shop") }), ("password", { $0.text("x") }), ("api_token", { $0.text("hunter2") }))
    }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.contains("[secret-in-site]") && !$0.contains("hunter2") })
  }

  @Test func doesNotRepeatARefusedText() {
    var decoding = Decoding()
    let place = Place(file: "site.yaml", span: Span(at: .start))
    decoding.refuse("hunter2", at: "settings.smtp_password", place, Refusal(id: .wrongType, "is wrong"))
    decoding.refuse("hunter2", at: "notify", place, Refusal(id: .wrongType, "holds a password", hidesText: true))
    decoding.refuse("shown", at: "notify", place, Refusal(id: .wrongType, "is wrong"))
    #expect(
      decoding.diagnostics.all.map(\.message)
        == [
          "settings.smtp_password: the value is wrong", "notify: the value holds a password",
          "notify: \"shown\" is wrong",
        ])
  }

  @Test func hasNoBytes() {
    var arena = Arena()
    Traced(constant: Secret()).project(into: &arena, at: 0)
    #expect(arena.bytes.isEmpty)
    #expect(arena.cells[0].isAbsent)
  }
}
