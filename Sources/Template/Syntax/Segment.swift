/// A stretch of a template: text, or what stands between delimiters.
enum Segment {
  /// Text that goes to the output.
  case text(Range<Int>)
  /// The expression in `{{ … }}`.
  case output(Range<Int>)
  /// The statement in `{% … %}`.
  case statement(Range<Int>)
}
