/// The second check: after rendering, the format's reader goes over the output itself.
///
/// It must arrive before each value and after it in the states that the analysis of the template has found; so no value has
/// begun or ended anything that its encoder did not mean to.
protocol OutputCheck: Sendable {
  /// The first value after which the reader is not where it should be; nil when all is well.
  func firstEscape(in output: [UInt8], _ marks: [Rendered.Mark]) -> Rendered.Mark?
}

/// The check for one format and one template.
struct FormatCheck<Format: OutputFormat>: OutputCheck {
  let format: Format
  let contexts: [(before: Format.Context, after: Format.Context)]

  func firstEscape(in output: [UInt8], _ marks: [Rendered.Mark]) -> Rendered.Mark? {
    var context = format.start
    var index = 0
    for mark in marks {
      guard advance(&context, output[index..<mark.start]), format.agrees(context, with: contexts[mark.hole].before)
      else {
        return mark
      }
      guard advance(&context, output[mark.start..<mark.end]), format.agrees(context, with: contexts[mark.hole].after)
      else {
        return mark
      }
      index = mark.end
    }
    guard advance(&context, output[index...]) else { return marks.last }
    return (try? format.finish(context)) == nil ? marks.last : nil
  }

  private func advance(_ context: inout Format.Context, _ bytes: ArraySlice<UInt8>) -> Bool {
    do throws(Unfit) {
      for byte in bytes { try format.advance(&context, over: byte) }
      return true
    } catch {
      return false
    }
  }
}
