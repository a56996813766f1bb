import Model

extension Trace {
  /// Decides by switches, and looks at those of them alone that matter as the others are: one does where the result is another one when
  /// it is turned, or when it is turned together with others that follow from the same setting.
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
      let matters = (1..<1 << group.count).contains { combination in
        var turned = values
        for (bit, index) in group.enumerated() where combination >> bit & 1 == 1 { turned[index].toggle() }
        return result(turned) != decided
      }
      if matters { for index in group { _ = self(switches[index]) } }
    }
    return decided
  }
}
