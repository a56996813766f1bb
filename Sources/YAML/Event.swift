import Diagnostics

/// One step of a YAML document, as far as site.yaml can have it.
struct Event {
  /// What the step is.
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart(isExplicit: Bool, hasDirectives: Bool)
    case documentEnd
    case alias
    case scalar(text: String, style: Style)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
  }

  /// How a scalar is written.
  enum Style {
    case plain, quoted, block
  }

  /// What the step is.
  var kind: Kind
  /// An anchor before the node, `&name`; of an alias, the one that it names.
  var anchor: String?
  /// A tag before the node: `!name`.
  var tag: String?
  /// Where it stands.
  var span: Span
}

/// Why libyaml stopped.
struct SyntaxError: Error {
  /// What libyaml says about the place where it stopped.
  var problem: String
  /// The place where it stopped.
  var mark: Mark
  /// What libyaml says about the construct that it was in.
  var context: String
  /// Where that construct began.
  var contextMark: Mark
}
