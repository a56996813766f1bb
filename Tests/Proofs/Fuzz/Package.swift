// swift-tools-version: 6.2
import PackageDescription

// Programs for libFuzzer, apart from the product: they are built with sanitizers, by run.py.

let target: (String) -> Target = { name in
  .executableTarget(
    name: name, dependencies: [.product(name: "FuzzCases", package: "gen")],
    swiftSettings: [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "gen", path: "../../..")],
  targets: ["yaml", "site", "template", "render", "importing"].map(target),
  swiftLanguageModes: [.v6]
)
