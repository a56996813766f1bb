import Testing

@testable import Deployment

@Suite struct EnvironmentValueTests {
  @Test(arguments: [
    "production", "", "8 to 16", "https://feeds.example.org/a@b:c", "ssh://git@git.example.org/a", "${HOME} $$ %s",
    "a: b # c",
    "compass=1", "https://key@sentry.example.org/5",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(EnvironmentValue.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "contains a line break or a control character [variable-value] | write one line of text", ["a\nb", "a\tb", "\0"]),
    Refused(
      "begins or ends with a blank, which the program would strip [variable-value] | remove the blank", [" a", "a "]),
    Refused(
      "contains a password or a key [secret-in-site] | remove it here, and change it where it is in use; "
        + "templates/docker-compose.override.yml can mount a secret of your own, whose file the module reads",
      [
        "https://user:word@example.org/", "postgresql://a:b@db/x", "host=db password=x", "host=db Password=x",
        "AKIAIOSFODNN7EXAMPLE", "ghp_x", "sk_live_x", "-----BEGIN PRIVATE KEY-----",
      ]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(EnvironmentValue.self, text) == refused.finding) }
  }
}
