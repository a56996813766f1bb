import Testing

@testable import Diagnostics

/// What of a site.yaml is never shown.
@Suite struct ConcealmentTests {
  @Test(arguments: [
    ("smtp_password: hunter2", "smtp_password: ***"),
    ("  password:   hunter2   # mine", "  password: ***"),
    ("Password : hunter2", "Password : ***"),
    ("\"admin_passwd\": hunter2", "\"admin_passwd\": ***"),
    ("mail: {host: a, password: hunter2, port: 25}", "mail: {host: a, password: ***"),
    ("- token: hunter2", "- token: ***"),
    ("aws_secret_access_key: hunter2", "aws_secret_access_key: ***"),
    ("password: \"hunter2", "password: ***"),
    ("password: |\n  hunter2\n\n  hunter2\nport: 1", "password: ***\n  ***\n\n  ***\nport: 1"),
    ("a:\n  password:\n    - hunter2\n  port: 1", "a:\n  password: ***\n    ***\n  port: 1"),
    ("passwords: 1\ntoken:\n- hunter2\n- hunter2\nport: 1", "passwords: 1\ntoken: ***\n***\n***\nport: 1"),
    ("password: a\n hunter2\npasswd: hunter2", "password: ***\n ***\npasswd: ***"),
    ("notify: https://me:hunter2@example.net/x", "notify: https://***"),
    ("password: hunter2\r\nport: 1\r\n", "password: ***\nport: 1\r\n"),
  ])
  func hidesTheValuesOfSecretKeys(_ source: String, _ expected: String) {
    let shown = String(decoding: Concealment.conceal(Array(source.utf8)), as: UTF8.self)
    #expect(shown == expected)
    #expect(!shown.contains("hunter2"))
  }

  @Test(arguments: [
    "", "\n", "\n\n", "a: 1", "a: 1\n", "secrets:\n  provider: files\n  directory: ./secrets\n",
    "password_encryption: scram-sha-256", "key: /etc/ssl/private.pem", "notify: https://hooks.example.net/a@b:c",
    "repository: git@example.net:site.git", "# a comment\r\na: é\r\n",
  ])
  func leavesTheRestAlone(_ source: String) {
    #expect(String(decoding: Concealment.conceal(Array(source.utf8)), as: UTF8.self) == source)
  }

  @Test(arguments: [
    ("password", true), ("odoo.mail.PASSWORD", true), ("admin_passwd", true), ("api_key", true), ("auth_token", true),
    ("secrets", false), ("key", false), ("keys", false), ("password_encryption", false), ("", false),
  ])
  func knowsSecretsByTheirNames(_ key: String, _ expected: Bool) {
    #expect(Concealment.isSecret(key: key) == expected)
  }
}
