import Compiler
import Model
import Template

/// What the values, the lines and the artifacts of a build depend on, summed up: each step, cell, condition and artifact once.
final class DependencyGraph<Sum: DependencySum> {
  /// What was summed up of one artifact.
  private struct Notes {
    var controls: [Sum?]
    var groups: [Int32: Sum] = [:]
    var whole: Sum?
  }

  private let arena: Arena
  private let tree: ModelTree
  private let artifacts: [String: Rendered]
  /// What a step is for itself, without what it looked at; and a cell, without its step.
  private let own: (Step) -> Sum
  private let ownCell: (Int32) -> Sum
  private var steps: [ObjectIdentifier: Sum] = [:]
  private var cells: [Sum?]
  private var notes: [String: Notes]

  init(
    _ arena: Arena, _ tree: ModelTree, _ artifacts: [Rendered], own: @escaping (Step) -> Sum,
    ownCell: @escaping (Int32) -> Sum = { _ in .none }
  ) {
    self.arena = arena
    self.tree = tree
    self.own = own
    self.ownCell = ownCell
    self.artifacts = Dictionary(artifacts.map { ($0.path, $0) }) { first, _ in first }
    cells = Array(repeating: nil, count: arena.cells.count)
    notes = self.artifacts.mapValues { Notes(controls: Array(repeating: nil, count: $0.provenance.controls.count)) }
  }

  /// What a step and everything that it looked at comes to.
  func sum(of step: Step) -> Sum {
    let key = ObjectIdentifier(step)
    if let known = steps[key] { return known }
    var sum = own(step)
    for input in step.inputs { sum.add(self.sum(of: input)) }
    steps[key] = sum
    return sum
  }

  /// What decided on a cell's value, and that it is there.
  func sum(of cell: Int32) -> Sum {
    if let known = cells[Int(cell)] { return known }
    var sum = value(of: cell)
    sum.add(around(cell))
    cells[Int(cell)] = sum
    return sum
  }

  /// What decided that there is a cell, whatever its value is.
  private func presence(of cell: Int32) -> Sum {
    var sum = around(cell)
    guard tree[cell].key != nil else { return sum }
    guard case .value(let step) = arena.step(of: arena.cells[Int(cell)])?.presence else {
      sum.add(value(of: cell))
      return sum
    }
    sum.add(ownCell(cell))
    if let step { sum.add(self.sum(of: step)) }
    return sum
  }

  private func value(of cell: Int32) -> Sum {
    var sum = ownCell(cell)
    if let step = arena.step(of: arena.cells[Int(cell)]) { sum.add(self.sum(of: step)) }
    return sum
  }

  /// What decided that a cell is there: that it is in its list, and that the records around it are there. That an element is in
  /// its list decides on nothing but itself: who looks into it is in a loop over the list.
  private func around(_ cell: Int32) -> Sum {
    var place = tree[cell]
    var sum = Sum.none
    if place.key == nil, place.parent >= 0 {
      sum.add(ownCell(place.parent))
      let list = arena.step(of: arena.cells[Int(place.parent)])
      if let step = list?.presence(ofElement: Int(place.index)) { sum.add(self.sum(of: step)) }
      place = tree[place.parent]
    }
    while place.key != nil, place.parent > 0 {
      sum.add(value(of: place.parent))
      place = tree[place.parent]
    }
    return sum
  }

  /// What a line of an artifact depends on.
  func sum(of line: OutputLine, in artifact: Rendered) -> Sum {
    var sum = Sum.none
    for stretch in artifact.provenance.stretches[line.stretches] where stretch.isValue {
      sum.add(self.sum(of: stretch, in: artifact))
    }
    for control in line.controls { sum.add(self.sum(of: control, in: artifact)) }
    return sum
  }

  private func sum(of stretch: Provenance.Stretch, in artifact: Rendered) -> Sum {
    var sum = self.sum(of: artifact.provenance.noted(stretch.cells), in: artifact)
    for path in artifact.provenance.artifacts(of: stretch) { sum.add(self.sum(ofArtifact: path)) }
    return sum
  }

  /// What everything that can be said of an artifact depends on: that it is there, its path and its content.
  func sum(ofArtifact path: String) -> Sum {
    guard let artifact = artifacts[path] else { return .none }
    if let known = notes[path]?.whole { return known }
    var sum = Sum.none
    for control in artifact.provenance.controls.indices { sum.add(self.sum(of: Int32(control), in: artifact)) }
    for stretch in artifact.provenance.stretches where stretch.isValue { sum.add(self.sum(of: stretch, in: artifact)) }
    notes[path]?.whole = sum
    return sum
  }

  /// What a condition or a loop, and all that stand around it, depend on.
  private func sum(of control: Int32, in artifact: Rendered) -> Sum {
    if let known = notes[artifact.path]?.controls[Int(control)] { return known }
    let noted = artifact.provenance.controls[Int(control)]
    var sum = self.sum(of: artifact.provenance.noted(noted.cells), in: artifact)
    if noted.parent >= 0 { sum.add(self.sum(of: noted.parent, in: artifact)) }
    notes[artifact.path]?.controls[Int(control)] = sum
    return sum
  }

  private func sum(of noted: some Sequence<Int32>, in artifact: Rendered) -> Sum {
    var sum = Sum.none
    for cell in noted {
      if cell < 0 {
        sum.add(group(cell, in: artifact))
      } else if cell & Provenance.presence != 0 {
        sum.add(presence(of: cell & ~Provenance.presence))
      } else {
        sum.add(self.sum(of: cell))
      }
    }
    return sum
  }

  private func group(_ group: Int32, in artifact: Rendered) -> Sum {
    if let known = notes[artifact.path]?.groups[group] { return known }
    let sum = self.sum(of: artifact.provenance.group(group), in: artifact)
    notes[artifact.path]?.groups[group] = sum
    return sum
  }
}
