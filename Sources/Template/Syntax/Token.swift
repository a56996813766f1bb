/// One piece of a template, as the lexer sees it.
struct Token: Sendable {
  /// What a piece is.
  enum Kind: Hashable, Sendable {
    /// Bytes that go to the output as they are.
    case text
    /// `{{` and `}}`.
    case outputBegin, outputEnd
    /// `{%` and `%}`.
    case blockBegin, blockEnd
    /// A name or a keyword.
    case name
    /// A text in quotes; the region includes them.
    case string
    /// Decimal digits.
    case integer
    /// Digits with a point or an exponent.
    case float
    /// `.`, `,`, `:`, `|`, `~`, `=`.
    case dot, comma, colon, pipe, tilde, assign
    /// `(`, `)`, `[`, `]`, `{`, `}`.
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    /// `+`, `-`, `*`, `/`, `//`, `%`, `**`.
    case plus, minus, times, divide, floorDivide, modulo, power
    /// `==`, `!=`, `<`, `<=`, `>`, `>=`.
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    /// Something that was reported: the rest of the tag is passed over.
    case invalid
    /// The end of the template.
    case end
  }

  /// What it is.
  var kind: Kind
  /// Where it stands.
  var region: Region
}
