/// A part of a template as it is written.
indirect enum Statement: Sendable {
  /// Bytes that go to the output as they are.
  case text(Region)
  /// `{{ … }}`; the region is the tag.
  case output(Expression, Region)
  /// `{% if … %}` with its branches; a branch without a condition is `else`.
  case branch([Branch], Region)
  /// `{% for … %}`.
  case loop(Loop)
  /// `{% set … %}`.
  case assign(name: String, at: Region, Expression)
  /// `{% include "…" %}`; the region is the path's.
  case include(path: String, Region)

  /// One branch of an `if`.
  struct Branch: Sendable {
    var condition: Expression?
    var body: [Statement]
    /// The tag that begins it.
    var region: Region
  }

  /// A loop's parts.
  struct Loop: Sendable {
    var variable: String
    var variableRegion: Region
    var list: Expression
    var condition: Expression?
    var body: [Statement]
    var otherwise: [Statement]?
    /// The tag that begins it.
    var region: Region
  }
}
