/// Reads rendered output as the format's reader will, and compares with what was decided when the template was read.
///
/// A closure and no protocol: it is made where the format's type is known, so that its loop is compiled for that type.
///
/// - Parameters:
///   - output: a whole output.
///   - edges: where each value is in it, in order.
///   - texts: where each text of the template is in it, in order; texts and values together are the whole of it.
/// - Returns: the value, and the byte, at which the reader is not where it should be; nil when all is well.
typealias OutputCheck =
  @Sendable (_ output: [UInt8], _ edges: [ValueEdge], _ texts: [TextEdge]) -> Disagreement?

/// Where a text of the template is in the output.
struct TextEdge: Sendable {
  /// Its index among the program's texts.
  var text: Int
  /// Its first byte. It goes on to the next text or value.
  var start: Int
}

/// Where a value is in the output.
struct ValueEdge: Sendable {
  /// The hole that it comes from.
  var hole: Int
  /// The tag that it comes from.
  var region: Region
  /// Its first byte.
  var start: Int
  /// The first byte after it.
  var end: Int
}

/// Where the second reading of an output disagrees with the analysis of its template.
struct Disagreement: Sendable {
  /// The byte of the output.
  var offset: Int
  /// The tag of the value that disagrees; none where it is a text.
  var region: Region?
  /// What was expected and what was found.
  var message: String
  /// Why the reader does not take the output, where the values before this byte are to blame, and not the template.
  var excess: Unfit?
}

/// The check for one format.
///
/// A text moves the reader on in the same way whenever the reader comes to it in the same state. Where that is the state in
/// which the analysis read it, what it came to then is taken, and its bytes are not read again: the output has them from the
/// same template. In any other state, and within every value, each byte is read.
struct FormatCheck<Format: OutputFormat>: Sendable {
  let format: Format
  /// What was decided.
  let decisions: Decisions<Format.Context>

  func disagreement(in output: [UInt8], _ edges: [ValueEdge], _ texts: [TextEdge]) -> Disagreement? {
    var context = format.start
    var position = 0
    var text = 0
    for edge in edges {
      guard let site = decisions.sites[edge.hole] else {
        return Disagreement(offset: edge.start, region: edge.region, message: "a value has no declared place")
      }
      if let fault = advance(&context, output, position..<edge.start, texts, &text) { return fault }
      if let fault = compare(&context, decisions.states[site.before], at: edge.start, edge.region) { return fault }
      let fault =
        site.isFragment
        ? contain(&context, output, within: decisions.states[site.before], edge) : pass(&context, output, over: edge)
      if let fault { return fault }
      if let fault = compare(&context, decisions.states[site.after], at: edge.end, edge.region) { return fault }
      position = edge.end
    }
    if let fault = advance(&context, output, position..<output.count, texts, &text) { return fault }
    do throws(Unfit) {
      try format.finish(context)
      return nil
    } catch {
      return Disagreement(offset: output.count, region: nil, message: error.message)
    }
  }

  /// Reads a value; its inside must not lead out of the token that it began in.
  private func pass(
    _ context: inout Format.Context, _ output: [UInt8], over edge: ValueEdge
  ) -> Disagreement? {
    var index = edge.start
    do throws(Unfit) {
      while index < edge.end {
        try format.advance(&context, over: output[index])
        index += 1
        if index < edge.end, format.isBetweenTokens(context) {
          return Disagreement(
            offset: index, region: edge.region,
            message: "a value continues where the reader is \(format.describe(context))")
        }
      }
      return nil
    } catch {
      return Disagreement(
        offset: index, region: edge.region, message: error.message, excess: error.isExcess ? error : nil)
    }
  }

  /// Reads a trusted fragment, which must not reach around its place.
  private func contain(
    _ context: inout Format.Context, _ output: [UInt8], within place: Format.Context, _ edge: ValueEdge
  ) -> Disagreement? {
    for index in edge.start..<edge.end {
      if let fault = advance(&context, output, index..<index + 1) { return fault }
      guard format.isInside(context, place) else {
        return Disagreement(offset: index, region: edge.region, message: "a fragment leaves its place")
      }
    }
    return nil
  }

  /// Reads the texts between two values.
  private func advance(
    _ context: inout Format.Context, _ output: [UInt8], _ range: Range<Int>, _ texts: [TextEdge], _ next: inout Int
  ) -> Disagreement? {
    var position = range.lowerBound
    while next < texts.count, texts[next].start < range.upperBound {
      // A text without bytes may come before a value that begins where it does.
      let (index, start) = (texts[next].text, max(texts[next].start, position))
      if let fault = advance(&context, output, position..<start) { return fault }
      next += 1
      let end = next < texts.count ? max(start, min(texts[next].start, range.upperBound)) : range.upperBound
      if let passage = decisions.passages[index], decisions.states[passage.before] == context {
        context = decisions.states[passage.after]
      } else {
        // A value makes its line another one than the analysis foresaw, and seldom the lines after it.
        let line = output[start..<end].firstIndex(of: 0x0A).map { $0 + 1 } ?? end
        if let fault = advance(&context, output, start..<line) { return fault }
        if let passage = decisions.passages[index], let middle = passage.middle, line < end,
          decisions.states[middle] == context
        {
          context = decisions.states[passage.after]
        } else if let fault = advance(&context, output, line..<end) {
          return fault
        }
      }
      position = end
    }
    return advance(&context, output, position..<range.upperBound)
  }

  private func advance(
    _ context: inout Format.Context, _ output: [UInt8], _ range: Range<Int>
  ) -> Disagreement? {
    var index = range.lowerBound
    do throws(Unfit) {
      try format.advance(&context, over: output, range, at: &index)
      return nil
    } catch {
      return Disagreement(
        offset: index, region: nil, message: error.message, excess: error.isExcess ? error : nil)
    }
  }

  private func compare(
    _ found: inout Format.Context, _ expected: Format.Context, at offset: Int, _ region: Region
  ) -> Disagreement? {
    if found == expected {
      // The same state, and from here on the same storage: the next comparison ends at once.
      found = expected
      return nil
    }
    if found.agrees(with: expected) { return nil }
    return Disagreement(
      offset: offset, region: region,
      message: "the reader is \(format.describe(found)) and should be \(format.describe(expected))")
  }
}
