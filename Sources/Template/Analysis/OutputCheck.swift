/// Reads rendered output as the format's reader will, and compares with what was decided when the template was read.
///
/// A closure and no protocol: it is made where the format's type is known, so that its loop is compiled for that type.
///
/// - Parameters:
///   - output: a whole output.
///   - edges: where each value stands in it, in order.
/// - Returns: the value, and the byte, at which the reader is not where it should be; nil when all is well.
typealias OutputCheck = @Sendable (_ output: [UInt8], _ edges: [ValueEdge]) -> Disagreement?

/// Where a value stands in the output.
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
struct FormatCheck<Format: OutputFormat>: Sendable {
  let format: Format
  /// What was decided, by the index of the hole.
  let sites: [ContextAnalysis<Format>.Site?]

  func disagreement(in output: [UInt8], _ edges: [ValueEdge]) -> Disagreement? {
    var context = format.start
    var position = 0
    for edge in edges {
      guard let site = sites[edge.hole] else {
        return Disagreement(offset: edge.start, region: edge.region, message: "a value has no place")
      }
      if let fault = advance(&context, output, position..<edge.start) { return fault }
      if let fault = compare(context, site.before, at: edge.start, edge.region) { return fault }
      let fault =
        site.isFragment
        ? contain(&context, output, within: site.before, edge) : pass(&context, output, over: edge)
      if let fault { return fault }
      if let fault = compare(context, site.after, at: edge.end, edge.region) { return fault }
      position = edge.end
    }
    if let fault = advance(&context, output, position..<output.count) { return fault }
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
            message: "a value goes on where the reader is \(format.describe(context))")
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
    _ found: Format.Context, _ expected: Format.Context, at offset: Int, _ region: Region
  ) -> Disagreement? {
    if found.agrees(with: expected) { return nil }
    return Disagreement(
      offset: offset, region: region,
      message: "the reader is \(format.describe(found)) and should be \(format.describe(expected))")
  }
}
