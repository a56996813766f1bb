import Model

/// An expression that was checked, and its type.
struct Typed {
  var formula: Formula
  var shape: Shape
  /// The way to it, where it is a value of the model.
  var path: CellPath?
  /// Its bytes, where it is a constant text.
  var constant: [UInt8]?
  /// Where it stands.
  var region: Region
  /// What is known where it is true.
  var whenTrue: Set<Fact> = []
  /// What is known where it is false.
  var whenFalse: Set<Fact> = []

  init(_ formula: Formula, _ shape: Shape, at region: Region, path: CellPath? = nil) {
    self.formula = formula
    self.shape = shape
    self.region = region
    self.path = path
  }
}
