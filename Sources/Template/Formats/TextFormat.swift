import Schema

/// Plain lines of text for people or for readers that take every line as it stands.
struct TextFormat: OutputFormat {
  static let name = "text"

  /// There is only one state.
  struct Context: Hashable {}

  var start: Context { Context() }

  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {}

  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    guard type.isInert(in: .text) else { throw .lines(type, "line") }
    return .verbatim
  }

  func finish(_ context: Context) throws(Unfit) {}

  func describe(_ context: Context) -> String { "inside text" }
}
