import Diagnostics
import Testing

/// Whole documents: what is no site at all, and every mistake of a file in one run, as an operator sees it.
@Suite struct DocumentTests {
  @Test(arguments: [
    ("", ["1:1: the file contains no settings [empty-document] | `gen init` writes a small site.yaml to start with"]),
    (
      "[]",
      [
        "1:1: expected a mapping, found a list [wrong-type] | write `key: value` without `-` and brackets, indented under the key"
      ]
    ),
    (
      "bakery",
      ["1:1: expected a mapping, found text [wrong-type] | write a mapping: `key: value`, indented under the key"]
    ),
    (
      "x-note: 1",
      [
        "1:1: the key \"version\" is missing [missing-key] | write `version: 1`",
        "1:1: the key \"name\" is missing [missing-key] | write `name: stockshop`",
        "1:1: the key \"contact\" is missing [missing-key] | write `contact: ops@example.net`",
        "1:1: the key \"server\" is missing [missing-key] | write `server:`, with ipv4, cpu_cores, memory indented under it",
        "1:1: the key \"domains\" is missing [missing-key] | write `domains:`, with superadmin, tenants indented under it",
        "1:1: the key \"backup\" is missing [missing-key] | write `backup:`, with repository indented under it",
      ]
    ),
    (
      "name: Bakery\nversion: 7\nnmae: x",
      [
        "2:10: version: \"7\" is not a version of the language that this gen reads [language-version] | "
          + "write 1, or use the gen that the file was written for"
      ]
    ),
  ])
  func saysWhatIsMissing(_ source: String, findings: [String]) {
    #expect(Reading(source).findings == findings)
  }

  @Test func reportsEverythingAtOnceInTheOrderOfTheFile() {
    let source = """
      version: 1
      name: Bake Shop
      contact: it@bakery
      server:
        ipv4: 10.0.0.5/24
        cpu_core: 2
        memory: 16gigs
      domains:
        superadmin: https://admin.bakery.example
        tenants: bakery.example.
      target: swarm
      odoo: {tenants: {workers: lots}}
      backup:
        schedule: "0 3 31 feb *"
      """
    #expect(
      Reading(source).text == """
        site.yaml:2:7: error: name: "Bake Shop" is not a project name [name-format]
            name: Bake Shop
                  ^~~~~~~~~
          help: write bake-shop
        site.yaml:3:10: error: contact: "it@bakery" has no domain name after the @ [email-format]
            contact: it@bakery
                     ^~~~~~~~~
          help: write an address such as ops@example.net
        site.yaml:5:9: error: server.ipv4: "10.0.0.5/24" is a range, not one address [ipv4-format]
              ipv4: 10.0.0.5/24
                    ^~~~~~~~~~~
          help: write only the address: 10.0.0.5
        site.yaml:6:3: error: server: unknown key "cpu_core", did you mean "cpu_cores"? [unknown-key]
              cpu_core: 2
              ^~~~~~~~
        site.yaml:7:11: error: server.memory: "16gigs" is not a size [size-format]
              memory: 16gigs
                      ^~~~~~
          help: write a number and a unit, such as 16GiB
        site.yaml:9:15: error: domains.superadmin: "https://admin.bakery.example" is a URL, not a domain name [domain-format]
              superadmin: https://admin.bakery.example
                          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
          help: write only the name, such as superadmin.example.com
        site.yaml:10:12: error: domains.tenants: "bakery.example." ends in a dot [domain-format]
              tenants: bakery.example.
                       ^~~~~~~~~~~~~~~
          help: write it without the final dot
        site.yaml:11:1: error: the key "target" is reserved for later [reserved-key]
            target: swarm
            ^~~~~~
          help: remove it; it has no effect in this version of gen
        site.yaml:12:27: error: odoo.tenants.workers: "lots" is not a number of workers [workers-format]
            odoo: {tenants: {workers: lots}}
                                      ^~~~
          help: write auto, or a number from 0 to 1024
        site.yaml:13:1: error: backup: the key "repository" is missing [missing-key]
            backup:
            ^~~~~~
          help: write `repository: sftp:backup@storage.example.net:/srv/restic`
        site.yaml:14:13: error: backup.schedule: "0 3 31 feb *" names a day that does not exist: the job would never run [cron-format]
              schedule: "0 3 31 feb *"
                        ^~~~~~~~~~~~~~
          help: write a day that exists

        """)
  }

  @Test func staysQuickWhereEveryKeyIsWrong() {
    let source = "version: 1\n" + (0..<20_000).map { "kye\($0): 1\n" }.joined()
    let findings = Reading(source).findings
    #expect(findings.count == DiagnosticList.mostOfAKind + 6)
    #expect(
      findings.last?.contains(
        "\(20_000 - DiagnosticList.mostOfAKind) more errors are not shown, of 20005 in all: ") == true)
  }
}
