import Compiler
import Diagnostics
import Input
import Template

/// Any bytes as a site: everything that follows from it, or findings.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  execute(start, count, test)
}

private func test(_ bytes: [UInt8]) {
  let site = SiteModel.read(bytes, file: "site.yaml")
  print(site.findings, ["site.yaml": Concealment.conceal(bytes)])
  if case .refused(let findings) = site {
    require(findings.hasErrors, "nothing was read, and nothing was said")
    return
  }
  let outcome = Build.make(site, with: templates)
  if case .refused(let findings) = outcome { require(findings.hasErrors, "nothing was built, and nothing was said") }
  require(!outcome.findings.all.contains { $0.id.name.hasPrefix("internal") }, "the second check disagrees")
}

private let templates = TemplateSet(BuiltInTemplates.index())
