import Compiler
import Diagnostics
import Model
import Template
import Testing

@testable import Lineage

/// What each line of the artifacts depends on.
@Suite struct BuildLineageTests {
  private struct Refused: Error {
    let messages: [String]
  }

  /// The lineage of a small site, with templates of its own.
  private func lineage(_ more: String = "", _ templates: KeyValuePairs<String, String> = [:]) throws -> BuildLineage {
    let site = """
      version: 1
      name: stockshop
      contact: ops@example.net
      server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
      domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
      tls: {dns_provider: cloudflare}
      backup: {repository: /srv/backup}
      \(more)
      """
    let own = templates.map { TemplateSource(path: $0, file: "templates/\($0)", bytes: Array($1.utf8)) }
    let reading = SiteModel.read(Array(site.utf8), file: "site.yaml")
    let outcome = Build.make(reading, with: TemplateSet(BuiltInTemplates.index(with: own)))
    guard case .built(let build) = outcome else { throw Refused(messages: outcome.findings.sorted.map(\.message)) }
    return BuildLineage(build)
  }

  /// Each line of an artifact, with the settings that it depends on.
  private func lines(_ path: String, _ lineage: BuildLineage) throws -> [(text: String, settings: [String])] {
    let artifact = try #require(lineage.artifact(path))
    return artifact.lines.map { line in
      (
        artifact.text(of: line),
        lineage.settings.settings(in: lineage.settings(of: line, in: artifact)).map(\.path)
      )
    }
  }

  @Test func dividesAnArtifactIntoItsLines() throws {
    let lineage = try lineage()
    for artifact in lineage.artifacts {
      let text = artifact.lines.map { artifact.text(of: $0) + "\n" }.joined()
      #expect(Array(text.utf8) == artifact.artifact.bytes, "\(artifact.artifact.path)")
    }
  }

  @Test func dependsOnValuesConditionsAndTheHeader() throws {
    let template = """
      {#
      format: text
      when: dns.caa
      path: {{ name }}.txt
      #}
      nothing
      port {{ odoo.tenants.port }}
      {% if backup.notify is defined %}
      call {{ backup.notify }}
      {% else %}
      no call
      {% endif %}
      {% if odoo.mail is defined %}
      mail
      {% endif %}
      end{% if server.ipv6 is defined %} of it{% endif %}.
      """
    let found = try lines("stockshop.txt", try lineage("", ["own": template + "\n"]))
    #expect(found.map(\.text) == ["nothing", "port 18069", "no call", "end."])
    #expect(
      found.map(\.settings) == [
        ["name", "dns.caa"], ["name", "odoo.tenants.port", "dns.caa"], ["name", "dns.caa", "backup.notify"],
        ["name", "server.ipv6", "dns.caa"],
      ])
  }

  @Test func dependsOnEverythingInTheFilesThatItIsADigestOf() throws {
    let lineage = try lineage()
    let compose = try lines("docker-compose.yml", lineage)
    let digests = compose.filter { $0.text.contains("gen.configuration") }
    let conf = lineage.settings.settings(in: lineage.settings(ofArtifact: "odoo.conf")).map(\.path)
    #expect(conf.contains("odoo.tenants.limits.time_real"))
    #expect(digests.contains { Set(conf).isSubset(of: $0.settings) })
  }

  @Test func findsTheLinesThatDependOnASetting() throws {
    let lineage = try lineage()
    func found(_ path: String) -> [String] {
      lineage.lines(dependingOn: lineage.source(at: path)).map { artifact, line in
        "\(artifact.artifact.path):\(line.number) \(artifact.text(of: line))"
      }
    }
    #expect(found("odoo.tenants.workers").contains { $0.hasPrefix("odoo.conf:") && $0.hasSuffix(" workers = 9") })
    #expect(found("server.cpu_cores").contains { $0.hasPrefix("odoo.conf:") && $0.hasSuffix(" workers = 9") })
    #expect(Set(found("backup.keep.daily")).isSubset(of: found("backup")))
    #expect(found("no.such.path") == [])
  }
}
