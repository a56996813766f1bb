import Deployment
import Diagnostics
import Document
import Testing
import YAML

@testable import Importing

private func file(_ text: String, _ path: String = "odoo.conf") -> OldFile {
  OldFile(path: path, bytes: Array(text.utf8))
}

@Suite("Readers of an old deployment's files")
struct ReaderTests {
  @Test("odoo.conf is read as Python's RawConfigParser reads it")
  func options() throws {
    let conf = try #require(
      OdooConf(
        file(
          """
          \u{FEFF}; a comment
          [options]
          Workers = 4
          dbfilter : ^%d$ ; no comment
          addons_path = /a,
            /b
            # a comment between
            /c
          empty =
          [queue_job]
          channels = root:2
          broken
          """.replacing("\n", with: "\r\n"))))
    #expect(conf.options.map(\.name) == ["workers", "dbfilter", "addons_path", "empty", "channels"])
    #expect(conf.options.map(\.value) == ["4", "^%d$ ; no comment", "/a,\n/b\n/c", "", "root:2"])
    #expect(conf.options.map(\.place.span.start.line) == [3, 4, 5, 9, 11])
    #expect(conf.own.count == 4)
    #expect(conf.faults.map(\.span.start.line) == [12])
  }

  @Test("what has no section, or is no text, is no odoo.conf")
  func noOptions() {
    #expect(OdooConf(file("workers = 4\n")) == nil)
    #expect(OdooConf(OldFile(path: "a", bytes: [0x5B, 0x61, 0x5D, 0x0A, 0x00])) == nil)
    #expect(OdooConf(OldFile(path: "a", bytes: [0x5B, 0x61, 0x5D, 0x0A, 0xFF])) == nil)
  }

  @Test(
    "variables lose their quotes and comments",
    arguments: [
      ("A=b", "b"), ("A=\"b c\" # d", "b c"), ("export A='b # c'", "b # c"), ("A=b # c", "b"), ("A=b#c", "b#c"),
      ("A=", ""), ("A", ""),
    ])
  func variable(_ line: String, _ value: String) {
    #expect(Variables(file(line)).value(of: "A") == value)
  }

  @Test(
    "variables are replaced as compose replaces them",
    arguments: [
      ("$A-${A}", "x-x"), ("${B:-d}", "d"), ("${B-d}", "d"), ("${E:-d}", "d"), ("${E-d}", ""), ("${A:+y}", "y"),
      ("${B:+y}", ""),
      ("${A:?why}", "x"), ("$$A", "$A"), ("^%d$", "^%d$"), ("${", "${"), ("${A", "${A"), ("$", "$"), ("${-}", ""),
    ])
  func interpolation(_ text: String, _ result: String) {
    var interpolation = Interpolation(Variables(file("A=x\nE=\n")))
    #expect(interpolation.text(text) == result)
  }

  @Test("a few variables cannot fill the memory")
  func interpolationLimit() {
    var interpolation = Interpolation(Variables(file("A=" + String(repeating: "x", count: 100_000))))
    #expect((0..<1_000).reduce(0) { sum, _ in sum + interpolation.text("$A$A$A").utf8.count } <= 1 << 22)
  }

  @Test("nginx's words, quotes, comments, variables and blocks")
  func nginx() throws {
    let conf = try #require(
      NginxConf(
        file(
          """
          # a comment; with { signs }
          map $a $b { default upgrade; '' close; }
          server { listen 80;
            server_name "a b" c; # d
            location ~ ^/x{2}/ { return 200 ${host}y; }
          }
          """)))
    #expect(conf.fault == nil)
    #expect(conf.directives.map(\.name) == ["map", "server"])
    #expect(conf.directives[0].block?.map(\.words) == [["default", "upgrade"], ["", "close"]])
    #expect(conf.directives[1].block?[1].arguments == ["a b", "c"])
    #expect(conf.directives[1].block?[1].place.span.start.line == 4)
  }

  @Test(
    "nginx's mistakes are told, and what is before them is read",
    arguments: [
      ("a b;\n}", "a brace is closed that is not open"), ("a {\nb c;", "a brace is not closed"),
      ("a \"b;", "a quote is not closed"), (String(repeating: "a{", count: 100), "its blocks are nested too deeply"),
    ])
  func nginxFault(_ text: String, _ reason: String) {
    #expect(NginxConf(file(text))?.fault?.reason == reason)
  }

  @Test("a Dockerfile's instructions, and the image of its last stage")
  func dockerfile() throws {
    let text = """
      ARG V=17.0
      FROM debian AS tools
      RUN a \\
        # between
        && b
      from --platform=linux/amd64 odoo:${V} as base
      FROM base
      """
    let dockerfile = try #require(Dockerfile(file(text)))
    #expect(dockerfile.instructions.map(\.name) == ["ARG", "FROM", "RUN", "FROM", "FROM"])
    #expect(dockerfile.instructions[2].text == "a && b")
    #expect(dockerfile.base?.image == "odoo:17.0")
    #expect(dockerfile.base?.place.span.start.line == 7)
  }

  @Test(
    "image references",
    arguments: [
      ("odoo", "odoo", nil, nil), ("odoo:17", "odoo", "17", 17),
      ("docker.io/library/odoo:17.0-20240101", "odoo", "17.0-20240101", 17),
      ("registry:5000/a/odoo:1.2", "registry:5000/a/odoo", "1.2", nil), ("odoo:18.0@sha256:00", "odoo", "18.0", 18),
      ("", "", nil, nil),
      ("odoo:latest", "odoo", "latest", nil), ("bitnami/odoo:18", "bitnami/odoo", "18", 18),
    ] as [(String, String, String?, Int?)])
  func image(_ text: String, _ repository: String, _ tag: String?, _ series: Int?) {
    let image = ImageName(text)
    #expect((image.repository, image.tag) == (repository, tag))
    #expect(image.series == series)
  }

  @Test(
    "sizes of compose and nginx",
    arguments: [
      ("2g", "2GiB"), ("512M", "512MiB"), ("2147483648", "2GiB"), ("6gb", "6GiB"), ("1.5g", nil), ("", nil),
      ("99999999999999999999g", nil),
      ("9999999999g", nil),
    ] as [(String, String?)])
  func size(_ text: String, _ printed: String?) { #expect(Sizes.compose(text)?.printed == printed) }

  @Test(
    "passwords in words are hidden",
    arguments: [
      ("odoo --db_password=abc -d x", "odoo --db_password=*** -d x"), ("odoo -w abc", "odoo -w ***"),
      ("--smtp-password abc x", "--smtp-password *** x"), ("postgresql://odoo:abc@db/x", "postgresql://***@db/x"),
      ("PGPASSWORD=abc pg_isready", "PGPASSWORD=*** pg_isready"), ("password: abc", "password: ***"), ("a b", "a b"),
    ])
  func sensitive(_ text: String, _ shown: String) { #expect(Sensitive.masked(text) == shown) }

  @Test(
    "paths of compose files",
    arguments: [("a/", "./b", "a/b"), ("a/", "../b", "b"), ("", "../b", "../b"), ("a/", "/b", "/b"), ("", ".", "")])
  func path(_ folder: String, _ path: String, _ joined: String) { #expect(Paths.joined(folder, path) == joined) }
}

@Suite("YAML of others")
struct ForeignYAMLTests {
  private func text(_ yaml: String, at path: String...) throws -> String? {
    try ForeignYAML.read(Array(yaml.utf8), file: "a.yml").root.value(at: path)
  }

  @Test("aliases, merge keys, tags and a byte order mark")
  func resolved() throws {
    let yaml = "\u{FEFF}x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: {<<: [{a: 4}, *x]}\nw: !reset [a]\na: 1\na: 2\n"
    #expect(try text(yaml, at: "y", "a") == "1")
    #expect(try text(yaml, at: "y", "b") == "3")
    #expect(try text(yaml, at: "z", "a") == "4")
    #expect(try text(yaml, at: "a") == "2")
    let read = try ForeignYAML.read(Array(yaml.utf8), file: "a.yml")
    #expect(
      read.remarks.map(\.message) == [
        "the tag !reset was not looked at", "the key a is given twice; the second was read",
      ])
  }

  @Test(
    "what cannot be read is refused at its place",
    arguments: [
      ("", "the file is empty", 1), ("a: *b", "the alias *b has no anchor before it", 1),
      ("s: &s [*s]", "the alias *s has no anchor before it", 1),
      (String(repeating: "[", count: 100), "the nesting is deeper than 64 levels", 1),
    ])
  func refused(_ yaml: String, _ message: String, _ line: Int) {
    do {
      _ = try ForeignYAML.read(Array(yaml.utf8), file: "a.yml")
      Issue.record("it was read")
    } catch {
      #expect(error.finding.message == message)
      #expect(error.finding.place?.span.start.line == line)
    }
  }

  @Test("a few aliases cannot fill the memory")
  func bomb() {
    let levels = (1...12).map { level in
      "a\(level): &a\(level) [" + (0..<9).map { _ in "*a\(level - 1)" }.joined(separator: ", ") + "]\n"
    }
    let yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + levels.joined()
    #expect(throws: ForeignYAML.Refusal.self) { try ForeignYAML.read(Array(yaml.utf8), file: "a.yml") }
  }
}
