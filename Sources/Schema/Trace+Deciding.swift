import Model

extension Trace {
  /// What follows from a number of which two bounds are known: the number itself is looked at where the bounds leave that open.
  ///
  /// - Parameters:
  ///   - number: the number.
  ///   - bounds: the least and the most that it can be, whatever it is made from.
  ///   - result: what follows from it; where it is the same at both ends, it is the same between them.
  public func settled<Result: Equatable>(
    _ number: Traced<Int>, within bounds: Traced<ClosedRange<Int>>, _ result: (Int) -> Result
  ) -> Result {
    let range = self(bounds)
    let (low, high) = (result(range.lowerBound), result(range.upperBound))
    return low == high ? low : result(self(number))
  }

  /// Decides by switches, and looks at those of them alone that matter as the others are: one does where the result is another one when
  /// it is turned, whatever those are that follow from the same setting.
  ///
  /// - Parameters:
  ///   - switches: the switches.
  ///   - result: what follows from them.
  public func decide<Result: Equatable>(by switches: [Traced<Bool>], _ result: ([Bool]) -> Result) -> Result {
    let values = switches.map(\.value)
    let decided = result(values)
    var together: [[Int]] = []
    for index in switches.indices {
      for setting in switches[index].origins.settings {
        let group = switches.indices.filter { switches[$0].origins.settings.contains(setting) }
        if !together.contains(group) { together.append(group) }
      }
    }
    for group in together {
      for index in group {
        let others = group.filter { $0 != index }
        let matters = (0..<1 << others.count).contains { combination in
          var turned = values
          for (bit, other) in others.enumerated() where combination >> bit & 1 == 1 { turned[other].toggle() }
          let one = result(turned)
          turned[index].toggle()
          return result(turned) != one
        }
        if matters { _ = self(switches[index]) }
      }
    }
    return decided
  }
}
