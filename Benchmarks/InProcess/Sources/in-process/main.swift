// Does the work of gen many times in one process, and prints what it took.
//
// usage: in-process sites COUNT                      as many different sites, from text to artifacts
//        in-process built-ins ROUNDS                 one site's artifacts again and again
//        in-process loops ROUNDS FORMAT TEMPLATE N   one template of the user's, which goes through a list of N networks
//
// Prints the processor time in seconds, the bytes of all artifacts, and the resident memory in MiB after a tenth and at the end.

import Compiler
import Diagnostics
import Glibc
import Template

/// The processor time of this process so far, in seconds.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The resident memory, in MiB.
func memory() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 128)
  guard fgets(&line, 128, file) != nil else { return 0 }
  let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  let pages = Int(text.split(separator: " ").dropFirst().first ?? "0") ?? 0
  return (pages * Int(getpagesize())) >> 20
}

/// A site, different for each number.
func site(_ number: Int, networks: Int = 0) -> [UInt8] {
  let listed = (0..<networks).map { "10.\($0 >> 8).\($0 & 255).0/24" }.joined(separator: ", ")
  return Array(
    """
    version: 1
    name: shop\(number)
    contact: ops@example.net
    server: {ipv4: 203.0.113.\(1 + number % 250), cpu_cores: 4, memory: \(16 + number % 8)GiB}
    domains: {superadmin: superadmin.shop\(number).example.com, tenants: shops\(number).example.net}
    tls: {dns_provider: cloudflare}
    backup: {repository: /srv/backup}
    odoo: {image: "odoo:18.0-20260105", superadmin: {allow_from: [\(listed)]}}

    """.utf8)
}

/// Ends when something is wrong: nothing would have been measured.
func fail(_ findings: DiagnosticList) -> Never {
  for finding in findings.sorted { print(finding.message) }
  exit(1)
}

/// All artifacts of a site.
func build(_ bytes: [UInt8], _ templates: TemplateSet) -> Int {
  switch Build.make(SiteModel.read(bytes, file: "site.yaml"), with: templates) {
  case .built(let build): return build.artifacts.reduce(0) { $0 + $1.bytes.count }
  case .refused(let findings): fail(findings)
  }
}

/// Renders the artifacts of one site again and again.
func render(_ bytes: [UInt8], _ templates: TemplateSet, rounds: Int) {
  let reading = SiteModel.read(bytes, file: "site.yaml")
  guard case .read(let model) = reading, templates.diagnostics.isEmpty else {
    var findings = reading.findings
    findings.report(contentsOf: templates.diagnostics)
    fail(findings)
  }
  measured(rounds) { _ in
    var diagnostics = DiagnosticList()
    let artifacts = templates.render(model.arena, into: &diagnostics)
    if diagnostics.hasErrors { fail(diagnostics) }
    return artifacts.reduce(0) { $0 + $1.bytes.count }
  }
}

/// Does something a number of times, once more at the beginning so that everything is in place, and prints what it took.
func measured(_ rounds: Int, _ work: (Int) -> Int) {
  _ = work(0)
  let start = now()
  var bytes = 0
  var early = 0
  for round in 0..<rounds {
    bytes += work(round)
    if round == rounds / 10 { early = memory() }
  }
  print(now() - start, bytes, early, memory())
}

let arguments = CommandLine.arguments
switch (arguments.dropFirst().first, arguments.count) {
case ("sites", 3):
  let templates = TemplateSet(BuiltInTemplates.index())
  measured(Int(arguments[2]) ?? 1) { build(site($0), templates) }
case ("built-ins", 3):
  render(site(1), TemplateSet(BuiltInTemplates.index()), rounds: Int(arguments[2]) ?? 1)
case ("loops", 6):
  let source = TemplateSource(
    path: "stress", file: "stress", bytes: Array("{#\nformat: \(arguments[3])\n#}\n\(arguments[4])".utf8))
  let index = BuiltInTemplates.index(with: [source])
  let wanted = index.sources.indices.filter { index.sources[$0].path == "stress" }
  render(
    site(1, networks: Int(arguments[5]) ?? 1), TemplateSet(index, only: Set(wanted)), rounds: Int(arguments[2]) ?? 1)
default:
  print("usage: see the head of main.swift")
  exit(64)
}
