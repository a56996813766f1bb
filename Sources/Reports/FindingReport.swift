public import Diagnostics
public import JSON

/// Findings, written for another program: a forge, which shows them beside the lines of a change, or a script.
public struct FindingReport: Sendable {
  /// The findings, in the order in which they are written.
  public let findings: [Diagnostic]
  private let lines: SourceLines
  private let repository: RepositoryPath
  private let mainFile: String

  /// Gathers findings.
  ///
  /// - Parameters:
  ///   - findings: the findings.
  ///   - sources: the content of each file that a place can name, with secrets made unreadable.
  ///   - repository: what makes paths relative to the repository.
  ///   - mainFile: the file that findings without a place are attributed to, since a forge needs one: the site.
  public init(
    _ findings: [Diagnostic], sources: [String: [UInt8]] = [:], repository: RepositoryPath = RepositoryPath(),
    mainFile: String = "site.yaml"
  ) {
    self.findings = findings
    lines = SourceLines(sources)
    self.repository = repository
    self.mainFile = mainFile
  }

  /// A finding where a forge wants it, with its text fit to be shown.
  struct Item {
    var finding: Diagnostic
    /// The file's path, relative to the repository.
    var path: String
    var span: Span
    var message: String
    var help: String?
    var notes: [String]
    /// What stays the same while lines are added above the finding, and differs between all findings of a report.
    var fingerprint: String
  }

  /// The findings as a forge needs them.
  var items: [Item] {
    var fingerprints = Fingerprints()
    return findings.map { finding in
      let place = finding.place ?? Place(file: mainFile, span: Span(at: .start))
      let path = path(of: place.file)
      return Item(
        finding: finding, path: path, span: place.span, message: finding.message.withoutHiddenCharacters,
        help: finding.help?.withoutHiddenCharacters, notes: finding.notes.map(text),
        fingerprint: fingerprints.next(
          [finding.id.name, path, finding.message, finding.place.flatMap(lines.text) ?? ""]))
    }
  }

  /// A file's path as a forge knows it.
  func path(of file: String) -> String { repository.path(of: file).withoutHiddenCharacters }

  private func text(_ note: Diagnostic.Note) -> String {
    let position = note.place.map { "\(path(of: $0.file)):\($0.span.start.line):\($0.span.start.column): " } ?? ""
    return position + note.message.withoutHiddenCharacters
  }
}

extension JSONValue {
  /// The tree as a document to be printed: what could hide from a reader is written as an escape.
  public var document: [UInt8] { prettyPrinted(escaping: \.isHidden) }
}
