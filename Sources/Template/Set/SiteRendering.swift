import Diagnostics
import Model

/// The rendering of several programs for one site: first all paths, then one content after the other.
struct SiteRendering {
  private var sessions: [RenderSession]
  private var planned: [[RenderSession.Planned]] = []
  private var table = ArtifactTable()
  private var clashes: [Diagnostic] = []

  init(
    _ programs: [Program], _ arena: Arena, recordsProvenance: Bool, limits: RenderLimits = RenderLimits()
  ) {
    sessions = programs.map {
      RenderSession($0, arena, recordsProvenance: recordsProvenance, limits: limits)
    }
  }

  /// Says which artifacts there are, and reports those that get in each other's way.
  mutating func plan(reserved: [String]) {
    for index in sessions.indices {
      let made = sessions[index].plan()
      planned.append(made)
      let program = sessions[index].program
      let entries = made.compactMap { artifact in
        artifact.path.map {
          ArtifactTable.Entry(path: $0, mode: program.mode, element: artifact.loop?.element, cells: artifact.cells)
        }
      }
      table.note(entries, of: Int32(program.source), decidedBy: sessions[index].decisive)
    }
    let clashes = PathCheck.findings(in: zip(sessions, planned).map { ($0.program, $1) }, reserved: reserved)
    self.clashes = clashes.map(\.finding)
    refuse(Set(clashes.map(\.index)))
  }

  /// Leaves artifacts out, by their indices among those with a path.
  private mutating func refuse(_ refused: Set<Int>) {
    guard !refused.isEmpty else { return }
    var number = 0
    for index in planned.indices {
      for place in planned[index].indices where planned[index][place].path != nil {
        if refused.contains(number) { planned[index][place].path = nil }
        number += 1
      }
    }
  }

  /// Renders the artifacts of some of the programs, which come in an order in which each finds what it asks for.
  mutating func render(first count: Int) {
    for index in 0..<count {
      for artifact in planned[index] {
        guard let made = sessions[index].render(artifact, with: table) else { continue }
        table.rendered[made.path] = made
      }
    }
  }

  /// What is wrong.
  var diagnostics: [Diagnostic] { sessions.flatMap(\.diagnostics) + clashes }

  /// The rendered artifacts, in the order of their paths.
  var artifacts: [Rendered] {
    // Paths are ASCII: their order is that of their bytes.
    table.rendered.values.sorted { $0.path < $1.path }
  }

  /// The artifacts that there are, in the order of their paths.
  var outlines: [TemplateIndex.Outline] {
    zip(sessions, planned).flatMap { session, artifacts in
      artifacts.compactMap { artifact in
        artifact.path.map {
          TemplateIndex.Outline(
            path: $0, mode: session.program.mode, format: session.program.format, template: session.program.source)
        }
      }
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
