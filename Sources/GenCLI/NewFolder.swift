import ArgumentParser
import Compiler
import Diagnostics
import Host
import Importing
import Output
import ReferencePages
import Template

/// The folder of a new site: what `gen init` makes in it, asks for, and says.
struct NewFolder {
  private let path: String
  /// The folder of the deployment that is imported.
  private let old: String?

  init(_ path: String, from old: String? = nil) {
    self.path = path
    self.old = old
  }

  /// Makes what is missing.
  ///
  /// - Parameter settings: `key=value`, one for each setting that the command line gives.
  /// - Throws: 64 for a setting without a value, 65 for one that is refused, 73 if there is a site.yaml already that `settings` are not for.
  func make(_ settings: [String]) throws {
    let present = try NewFiles.present(NewSite.files(StarterSite()).map(\.path), in: path)
    guard !present.contains(NewSite.sitePath) || settings.isEmpty else {
      throw NewFiles.occupied(shown(NewSite.sitePath), "change it there: --set is for a new one")
    }
    if old != nil, let file = try NewFiles.present([NewSite.sitePath, NewSite.importPath], in: path).sorted().last {
      throw NewFiles.occupied(shown(file), "choose another folder for the new site: --from overwrites nothing")
    }
    let imported = try old.map { try OldDeployment.read($0, settings) }
    var site = imported?.site ?? StarterSite()
    try apply(settings, to: &site)
    if !present.contains(NewSite.sitePath), StandardStream.isInputTerminal {
      try ask(&site)
    }
    let findings = mistakes(in: site)
    guard findings.isEmpty else {
      Messages(sources: [NewSite.sitePath: Array(site.text.utf8)]).report(findings)
      throw ExitCode(65)
    }
    let report = imported?.report(site, with: TemplateSet(BuiltInTemplates.index(with: [])))
    let files =
      NewSite.files(site) + (report.map { [Artifact(path: NewSite.importPath, bytes: Array($0.markdown.utf8))] } ?? [])
    let missing = files.filter { !present.contains($0.path) }
    try NewFiles.create(missing, in: path)
    try StandardStream.output.write(missing.map { "\(shown($0.path))\n" }.joined())
    if let report { try StandardStream.error.write(report.summary + "\n") }
    for (file, lines) in NewSite.shared where present.contains(file) { try tell(lines, of: file) }
    try StandardStream.error.write(nextSteps(isNew: !present.contains(NewSite.sitePath), site))
  }

  private func shown(_ file: String) -> String { path == "." ? file : "\(path)/\(file)" }

  private func apply(_ settings: [String], to site: inout StarterSite) throws {
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("'--set \(setting)' is not KEY=VALUE, such as --set server.memory=16GiB.")
      }
      guard site.set(String(parts[0]), String(parts[1])) else {
        throw ValidationError(
          "'--set \(setting)' has no room in site.yaml: it is not one setting, or is below one that has a value.")
      }
    }
  }

  /// Asks for what is still a placeholder; an empty answer leaves it so, and a refused one is asked for again.
  private func ask(_ site: inout StarterSite) throws {
    try StandardStream.error.write("An empty answer leaves a placeholder, to be replaced in site.yaml.\n")
    for question in StarterSite.questions where site.isPlaceholder(question.key) {
      var isAnswered = false
      while !isAnswered {
        try StandardStream.error.write("\(question.key): \(question.what): ")
        guard let line = readLine(), !line.isEmpty else { break }
        var answered = site
        _ = answered.set(question.key, line)
        let findings = mistakes(in: answered).filter { $0.message.hasPrefix(question.key) || $0.message.contains(line) }
        Messages().report(findings)
        isAnswered = findings.isEmpty
        if isAnswered { site = answered }
      }
    }
  }

  /// What is wrong, besides that values are still missing.
  private func mistakes(in site: StarterSite) -> [Diagnostic] {
    guard case .refused(let findings) = SiteModel.read(Array(site.text.utf8), file: NewSite.sitePath) else { return [] }
    return findings.sorted.filter { $0.severity == .error && $0.id != .placeholder }
  }

  /// Says which lines belong in a file that is there already.
  private func tell(_ lines: [String], of file: String) throws {
    let bytes = try InputFile.read("\(path)/\(file)", limit: 1 << 20)
    let found = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    let absent = lines.filter { !$0.hasPrefix("#") && !found.contains($0) }
    guard !absent.isEmpty else { return }
    try StandardStream.error.write(
      "\(shown(file)) is there already: add to it\n" + absent.map { "    \($0)\n" }.joined())
  }

  private func nextSteps(isNew: Bool, _ site: StarterSite) -> String {
    var steps: [String] = []
    if path != "." { steps.append("cd \(path)") }
    if isNew, !site.placeholders.isEmpty { steps.append("replace each <placeholder> in site.yaml") }
    if old != nil {
      steps.append("read \(NewSite.importPath): what was not carried over, what changes, how the data comes along")
    }
    steps += [
      "gen build && git add --all .", "read out/RUNBOOK.md",
      "gen init --ci github, or gitlab: a pipeline for pull requests",
    ]
    return "Next:\n" + steps.enumerated().map { "  \($0.offset + 1). \($0.element)\n" }.joined()
  }
}
