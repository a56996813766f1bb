import Lineage
import Output
import Template

extension ArtifactLines {
  /// The artifact's text, for comparing.
  var diffText: DiffText { DiffText(artifact.bytes) }

  /// The line of a template that made a line, from 0; nil where there is no such line.
  func key(_ number: Int) -> TemplatePlace? { lines.indices.contains(number) ? template(of: lines[number]) : nil }

  /// The values in a line, from 0, in their order.
  func values(_ number: Int) -> [LineValue] { lines.indices.contains(number) ? values(in: lines[number]) : [] }

  /// What a value says within a line.
  func text(of value: LineValue, in number: Int) -> String {
    let range = value.range.clamped(to: lines[number].range)
    return String(decoding: artifact.bytes[range], as: UTF8.self)
  }
}
