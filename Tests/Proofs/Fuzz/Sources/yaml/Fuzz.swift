import Diagnostics
import Input
import YAML

/// Any bytes as a document: read, or refused with findings that can be printed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  execute(start, count, test)
}

private func test(_ bytes: [UInt8]) {
  var diagnostics = DiagnosticList()
  let node = YAMLReader.read(bytes, file: "site.yaml", into: &diagnostics)
  require(node != nil || diagnostics.hasErrors, "nothing was read, and nothing was said")
  print(diagnostics, ["site.yaml": Concealment.conceal(bytes)])
}
