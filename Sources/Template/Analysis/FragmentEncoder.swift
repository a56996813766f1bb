import Diagnostics
import TextTypes

/// Puts a trusted fragment where a template has a place for one, and holds it there.
///
/// A fragment brings structure, which no value can. What it cannot do is reach around itself: it is read as its format's
/// reader will, from the state of its place on, and must neither close what it did not open nor leave anything open.
struct FragmentEncoder<Format: OutputFormat>: Encoder {
  let format: Format
  /// The state of the place.
  let place: Format.Context

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    var context = place
    var line = 1
    for byte in value {
      do throws(Unfit) {
        try format.advance(&context, over: byte)
      } catch {
        throw Refusal(
          id: .fragmentSyntax, "is not valid \(Format.name), in line \(line) of it: \(error.message)", help: error.help)
      }
      guard format.isInside(context, place) else {
        throw Refusal(
          id: .fragmentLeavesPlace, "closes a block that it did not open, in line \(line) of it",
          help: "remove the `}`, or write the beginning of the block that it closes")
      }
      if byte == 0x0A { line += 1 }
    }
    guard format.mayEndFragment(context, place) else {
      throw Refusal(
        id: .fragmentUnfinished, "ends \(format.describe(context))",
        help: "close everything that it opens: a quote, `;` or `}`")
    }
    output += value
  }
}
