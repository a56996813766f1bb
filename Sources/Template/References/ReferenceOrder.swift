import Diagnostics

/// The order in which programs are rendered: a program that needs the content of another comes after it.
enum ReferenceOrder {
  /// Sorts programs, and reports circles. Those that ask for nothing keep their order.
  static func sorted(_ programs: [Program], in findings: inout Findings) -> [Program] {
    var search = Search(programs)
    for index in programs.indices { search.visit(index, in: &findings) }
    return search.order.map { programs[$0] }
  }

  private struct Search {
    let programs: [Program]
    private let indices: [Int32: Int]
    private(set) var order: [Int] = []
    private var isDone: Set<Int> = []
    /// The programs that wait for the current one, each with what it asks for.
    private var path: [(index: Int, reference: Reference?)] = []

    init(_ programs: [Program]) {
      self.programs = programs
      indices = Dictionary(programs.enumerated().map { (Int32($1.source), $0) }) { first, _ in first }
    }

    mutating func visit(_ index: Int, in findings: inout Findings) {
      guard !isDone.contains(index) else { return }
      if let start = path.firstIndex(where: { $0.index == index }) {
        report(path[start...], in: &findings)
        return
      }
      path.append((index, nil))
      for reference in programs[index].references where reference.function.needsContents {
        guard let next = indices[reference.selection.template] else { continue }
        path[path.count - 1].reference = reference
        visit(next, in: &findings)
      }
      path.removeLast()
      isDone.insert(index)
      order.append(index)
    }

    private func report(_ circle: ArraySlice<(index: Int, reference: Reference?)>, in findings: inout Findings) {
      guard let first = circle.first, let reference = first.reference else { return }
      let names = circle.dropFirst().map { "`\(programs[$0.index].path)`" } + ["`\(programs[first.index].path)`"]
      let message =
        circle.count == 1
        ? "`\(programs[first.index].path)` needs its own content"
        : "`\(programs[first.index].path)` needs the content of \(names.joined(separator: ", which needs that of "))"
      findings.error(
        .referenceCircle, message, at: reference.region, help: "remove one of these references from its template",
        notes: circle.dropFirst().compactMap { step in
          step.reference.map { .init("the next one", at: findings.place($0.region)) }
        })
    }
  }
}
