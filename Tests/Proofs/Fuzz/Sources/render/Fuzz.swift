import Diagnostics
import Input
import Model
import Template

/// A template, and behind a byte 0x1F the text of its values: where it compiles, no value leaves its place, or it is
/// refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  execute(start, count, test)
}

private func test(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let parts = bytes.dropFirst().split(separator: 0x1F, maxSplits: 1, omittingEmptySubsequences: false)
  let source = [UInt8](Model.header(first)) + parts[0]
  var diagnostics = DiagnosticList()
  let set = TemplateSet(Model.sources(source), root: Model.type)
  diagnostics.report(contentsOf: set.diagnostics)
  guard !diagnostics.hasErrors else { return }
  let arena = Model.arena(parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "")
  let made = set.render(arena, into: &diagnostics)
  require(!diagnostics.all.contains { $0.id.name.hasPrefix("internal") }, "the second check disagrees")
  require(!made.isEmpty || diagnostics.hasErrors, "nothing was made, and nothing was said")
  for artifact in made {
    let end = artifact.provenance.stretches.last.map { Int($0.end) } ?? 0
    require(end == artifact.bytes.count, "the stretches do not cover the artifact")
  }
  print(diagnostics, ["t": source, "_part": Model.part])
}
