import Diagnostics
import Input
import Template

/// Any bytes as a template of any format: checked, or refused with findings that can be printed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = bytes(start, count)
  guard let first = bytes.first else { return 0 }
  // One of the formats, or whatever header there is.
  let source = [UInt8](Model.header(first)) + bytes.dropFirst()
  var diagnostics = DiagnosticList()
  let programs = TemplateCompiler.compile(Model.sources(source), root: Model.type, into: &diagnostics)
  require(!programs.isEmpty || diagnostics.hasErrors, "nothing was compiled, and nothing was said")
  print(diagnostics, ["t": source, "_part": Model.part])
  return 0
}
