import Compiler
import Diagnostics
import Input

/// Any bytes as a site: everything that follows from it, or findings.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  execute(start, count, test)
}

private func test(_ bytes: [UInt8]) {
  let model = SiteModel(bytes, file: "site.yaml")
  require(model.arena != nil || model.diagnostics.hasErrors, "nothing was read, and nothing was said")
  print(model.diagnostics, ["site.yaml": Concealment.conceal(bytes)])
  guard !model.diagnostics.hasErrors else { return }
  let build = SiteBuild(model, templates: BuiltInTemplates.overridden(by: []))
  require(build.tree != nil || build.diagnostics.hasErrors, "nothing was built, and nothing was said")
  require(!build.diagnostics.all.contains { $0.id.hasPrefix("internal") }, "the second check disagrees")
}
