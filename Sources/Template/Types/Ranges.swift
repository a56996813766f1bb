import Model

/// Which values a computation with integers can have: it decides whether a result can begin with a minus sign.
enum Ranges {
  /// The range of an integer's type.
  static func of(_ shape: Shape) -> ClosedRange<Int> {
    if case .integer(let type) = shape { return type.range }
    return Int.min...Int.max
  }

  /// The type of a computation's result; results that overflow are errors, and so no values.
  static func result(_ operation: Arithmetic, _ left: ClosedRange<Int>, _ right: ClosedRange<Int>) -> IntegerType {
    let range: ClosedRange<Int>
    switch operation {
    case .add:
      range = clamped(
        left.lowerBound.addingReportingOverflow(right.lowerBound), isBelow: left.lowerBound < 0,
        left.upperBound.addingReportingOverflow(right.upperBound), isAbove: left.upperBound > 0)
    case .subtract:
      range = clamped(
        left.lowerBound.subtractingReportingOverflow(right.upperBound), isBelow: left.lowerBound < 0,
        left.upperBound.subtractingReportingOverflow(right.lowerBound), isAbove: left.upperBound >= 0)
    case .multiply: range = left.lowerBound >= 0 && right.lowerBound >= 0 ? 0...Int.max : Int.min...Int.max
    case .floorDivide: range = left.lowerBound >= 0 && right.lowerBound >= 0 ? 0...left.upperBound : Int.min...Int.max
    case .modulo: range = right.lowerBound >= 0 ? 0...max(right.upperBound - 1, 0) : Int.min...Int.max
    }
    return IntegerType(name: "whole number", range: range)
  }

  private static func clamped(
    _ low: (partialValue: Int, overflow: Bool), isBelow: Bool,
    _ high: (partialValue: Int, overflow: Bool), isAbove: Bool
  ) -> ClosedRange<Int> {
    let lower = low.overflow ? (isBelow ? Int.min : Int.max) : low.partialValue
    let upper = high.overflow ? (isAbove ? Int.max : Int.min) : high.partialValue
    return min(lower, upper)...max(lower, upper)
  }
}
