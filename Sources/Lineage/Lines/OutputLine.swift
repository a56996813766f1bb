package import Template

/// One line of an artifact.
package struct OutputLine: Sendable {
  /// Its number, from 1.
  package let number: Int
  /// Its bytes in the artifact, without the line feed that ends it.
  package let range: Range<Int>
  /// The stretches of the artifact's provenance that have a part in it, the one that ends it among them.
  let stretches: Range<Int>
  /// The conditions and loops that were met in it, among the artifact's controls, and those that stand around them.
  let controls: [Int32]
}

/// The place of a template that made something.
package struct TemplatePlace: Hashable, Sendable {
  /// The template's index among the sources of the index.
  package let template: Int
  /// The line, from 1.
  package let line: Int
}

/// A value in a line.
package struct LineValue: Sendable {
  /// Its bytes in the artifact, all of them, even where it goes on in the next line.
  package let range: Range<Int>
  /// The tag that put it there.
  package let tag: TemplatePlace
  /// The tag's bytes in the template.
  package let source: Range<Int>
  /// The model's cells that it was made from.
  package let cells: [Int32]
  /// The artifacts whose contents it was made from.
  package let artifacts: [String]
}

/// A condition, a loop or a header that decided that a line is there.
package struct LineCondition: Sendable {
  /// What it came to.
  package let outcome: Provenance.Outcome
  /// Its tag.
  package let tag: TemplatePlace
  /// The tag's bytes in the template.
  package let source: Range<Int>
  /// The model's cells that it looked at.
  package let cells: [Int32]
}
