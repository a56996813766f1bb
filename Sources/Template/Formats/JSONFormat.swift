import Schema

struct JSONFormat: OutputFormat {
  static let name = "json"
  struct Context: Hashable {}
  var start: Context { Context() }
  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit) {}
  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement {
    throw .lines(type, "line")
  }
  func finish(_ context: Context) throws(Unfit) {}
  func describe(_ context: Context) -> String { "inside text" }
}
