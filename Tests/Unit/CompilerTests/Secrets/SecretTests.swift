import Diagnostics
import Schema
import Testing

@testable import Compiler
@testable import Secrets

/// Messages about secrets, which never contain their values.
@Suite struct SecretTests {
  static let good = "Zr8kQ2mV7xTn4LbW9cYd3HsJ6pFg1RuA0eKoXiNt"

  private struct Unread: Error {}

  static func catalogue(_ more: String = "") throws -> SecretCatalogue {
    let site = """
      version: 1
      name: shop
      contact: ops@example.net
      server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
      domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
      tls: {dns_provider: cloudflare}
      backup: {repository: /srv/backup}
      \(more)
      """
    guard case .read(let model) = SiteModel.read(Array(site.utf8), file: "site.yaml") else { throw Unread() }
    return SecretCatalogue(model)
  }

  private static let mail = "odoo: {mail: {host: a.example.net, port: 587, security: starttls, user: u, from: f@a.de}}"

  private func findings(_ states: [String: SecretState], _ more: String = "") throws -> [String] {
    let catalogue = try Self.catalogue(more)
    return SecretCheck(catalogue, states) { "s/\($0.name)" }.findings.map {
      "\($0.id): \($0.message) | \($0.help ?? "-")"
    }
  }

  /// A good state for every secret, each its own.
  private func states(_ changes: [String: SecretState] = [:], _ more: String = "") throws -> [String: SecretState] {
    var states: [String: SecretState] = [:]
    for (index, entry) in try Self.catalogue(more).entries.enumerated() {
      states[entry.name] = .value(Array("\(Self.good)\(index)\n".utf8), mode: 0o444)
    }
    return states.merging(changes) { $1 }
  }

  @Test(
    arguments: [
      ("", .empty), ("a\nb", .severalLines), ("a\r", .severalLines), ("it's", .characters), ("a b", .characters),
      ("é", .characters), ("a%b", .characters), ("a:b", .characters), ("None", .word), ("TRUE", .word),
      ("ChangeMe", .placeholder), ("my-Password-is-long-enough", .placeholder), ("your_password", .placeholder),
      ("aaaaaaaaaaaaaaaaaaaaaaaaaaa", .weak), ("Zr8kQ2mV7xTn4LbW9cY", .weak), ("Zr8kQ2mV7xTn4LbW9cYd", nil),
      (good, nil),
      ("$pbkdf2-sha512$600000$a.b/c$Zr8kQ2mV7xTn4LbW9cYd", nil),
    ] as [(String, SecretFault?)])
  func judgesAValue(_ value: String, _ expected: SecretFault?) {
    #expect(SecretFault.first(in: value.utf8) == expected)
  }

  @Test func isContentWithGoodOnes() throws {
    #expect(try findings(try states()) == [])
  }

  @Test func saysWhatIsMissing() throws {
    let found = try findings([:], Self.mail)
    #expect(found.count == 10)
    #expect(found.first == "secret-missing: s/db_postgres_password is missing | run `gen secrets init`, which makes it")
    #expect(
      found.last
        == "secret-missing: s/smtp_password is missing | write the one that the mail server's operator has given you")
  }

  @Test func saysWhatIsWrongAndNotWhatItIs() throws {
    let changes: [String: SecretState] = [
      "db_odoo_password": .value(Array("letmein\n".utf8), mode: 0o400),
      "odoo_admin_passwd": .value(Array("\(Self.good)0\n".utf8), mode: 0o466),
      "restic_password": .unusable("is a folder"),
    ]
    let found = try findings(try states(changes))
    #expect(
      found == [
        "secret-weak: s/db_odoo_password is a placeholder, or a commonly guessed word | before the first start, "
          + "remove it and run `gen secrets init`; later, `gen secrets rotate db_odoo_password`",
        "secret-mode: s/db_odoo_password cannot be read by the users of the containers, who do not exist on this machine | "
          + "chmod 0444 s/db_odoo_password; the folder, which is 0700, keeps the machine's other users out",
        "secret-mode: s/odoo_admin_passwd can be changed by others | chmod 0444 s/odoo_admin_passwd",
        "secret-reused: s/odoo_admin_passwd is the same as db_postgres_password: whoever has one has both | "
          + "give each its own: `gen secrets rotate odoo_admin_passwd`",
        "secret-unusable: s/restic_password is a folder | put a file of one line there",
      ])
    #expect(!found.joined().contains("letmein") && !found.joined().contains(Self.good))
  }

  @Test func leavesTheStrengthOfAGivenOneToItsGiver() throws {
    let given = { (text: String) in ["smtp_password": SecretState.value(Array(text.utf8), mode: 0o444)] }
    #expect(try findings(try states(given("k8Zr"), Self.mail), Self.mail) == [])
    #expect(
      try findings(try states(given("a b"), Self.mail), Self.mail)
        == [
          "secret-weak: s/smtp_password has a character other than A-Z a-z 0-9 . _ ~ + / = $ , - | ask for another one"
        ])
  }

  @Test(arguments: [
    (
      "db_odoo_password",
      [
        "  { cat ../secrets/db_odoo_password; cat ../secrets/db_odoo_password; } | docker compose exec --no-TTY db psql "
          + "--username=postgres --command='\\password odoo'",
        "  docker compose up --detach --force-recreate --wait odoo",
      ]
    ),
    (
      "db_superadmin_postgres_password",
      [
        "  { cat ../secrets/db_superadmin_postgres_password; cat ../secrets/db_superadmin_postgres_password; } | "
          + "docker compose exec --no-TTY db_superadmin psql --username=postgres --command='\\password postgres'",
        "  docker compose up --detach --force-recreate --wait db_superadmin",
      ]
    ),
    ("smtp_password", ["  ./mail/install.sh", "  ./notify.sh --test", "  ./monitoring/install.sh"]),
    ("odoo_superadmin_admin_passwd", ["  docker compose up --detach --force-recreate --wait odoo_superadmin"]),
    (
      "restic_password",
      [
        "  ./backup.sh --restic --password-file ../secrets/restic_password.former key add "
          + "--new-password-file ../secrets/restic_password",
        "  ./backup.sh --restic key list",
        "  ./backup.sh --restic key remove ID    # the ID that is not marked with *",
      ]
    ),
  ])
  func saysHowANewValueComesIn(_ name: String, _ steps: [String]) throws {
    let catalogue = try Self.catalogue(Self.mail)
    let entry = try #require(catalogue.entry(name))
    let found = SecretRotation(entry, in: catalogue).steps
    #expect(found.first == "In /opt/shop/out on the server, with the new value in place:")
    #expect(Array(found.dropFirst().dropLast()) == steps)
  }

  /// The tenants' instance never has the password of the role that makes databases, nor the superadmin's theirs.
  @Test func keepsTheRoleThatMakesDatabasesApart() throws {
    #expect(try Self.catalogue().entry("db_provisioning_password") == nil)
    let catalogue = try Self.catalogue("odoo: {superadmin: {provisions_tenants: true}}")
    let entry = try #require(catalogue.entry("db_provisioning_password"))
    #expect(entry.readers == ["db", "odoo_superadmin"])
    #expect(catalogue.entry("db_odoo_password")?.readers == ["db", "odoo"])
    let file = "../secrets/db_provisioning_password"
    #expect(
      SecretRotation(entry, in: catalogue).steps.dropFirst().dropLast() == [
        "  { cat \(file); cat \(file); } | docker compose exec --no-TTY db psql --username=postgres "
          + "--command='\\password odoo_provisioning'",
        "  docker compose up --detach --force-recreate --wait odoo_superadmin",
      ])
  }

  @Test func fetchesFirstWhereContainersDoNotReadTheOriginals() throws {
    let catalogue = try Self.catalogue("secrets: {provider: dotenv}")
    let entry = try #require(catalogue.entry("odoo_admin_passwd"))
    let found = SecretRotation(entry, in: catalogue).steps
    #expect(found.dropFirst().first == "  ./fetch-secrets.sh")
    let backup = try #require(catalogue.entry("restic_password"))
    #expect(
      SecretRotation(backup, in: catalogue).steps.dropFirst().prefix(2) == [
        "  cp -p ../secrets/restic_password ../secrets/restic_password.former", "  ./fetch-secrets.sh",
      ])
  }

  @Test func keepsWhatElseIsInAnEnvironmentFile() {
    var file = EnvironmentFile(Array("# mine\nA='b'\n\nexport C=d\nA_B=x".utf8))
    #expect(file.values(of: "A") == [Array("b".utf8)])
    #expect(file.values(of: "A_B") == [Array("x".utf8)])
    #expect(file.values(of: "B") == [])
    file.set("A", to: "e$f")
    file.set("G", to: "h")
    #expect(String(decoding: file.bytes, as: UTF8.self) == "# mine\nA='e$f'\n\nexport C=d\nA_B=x\nG='h'\n")
    #expect(EnvironmentFile([]).bytes == [])
    let isFirst = file.rotate("G", to: "i")
    #expect(file.values(of: "G") == [Array("i".utf8)] && file.values(of: "G_FORMER") == [Array("h".utf8)])
    let isSecond = file.rotate("G", to: "j")
    #expect(isFirst && !isSecond)
    #expect(file.values(of: "G") == [Array("i".utf8)])
    #expect(EnvironmentFile(Array("A=1\nA=2\n".utf8)).values(of: "A").count == 2)
  }
}
