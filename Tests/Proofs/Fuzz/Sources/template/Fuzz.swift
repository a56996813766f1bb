import Diagnostics
import Input
import Template

/// Any bytes as a template of any format: checked, or refused with findings that can be printed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  execute(start, count, test)
}

private func test(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  // One of the formats, or whatever header there is.
  let source = [UInt8](Model.header(first)) + bytes.dropFirst()
  var diagnostics = DiagnosticList()
  let set = TemplateSet(Model.sources(source), root: Model.type)
  diagnostics.report(contentsOf: set.diagnostics)
  require(!set.programs.isEmpty || diagnostics.hasErrors, "nothing was compiled, and nothing was said")
  print(diagnostics, ["t": source, "_part": Model.part])
}
