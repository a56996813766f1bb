// swift-tools-version: 6.2
import PackageDescription

// What is measured without a process for each site, apart from the product: in_process.py builds it.

let package = Package(
  name: "in-process",
  dependencies: [.package(name: "gen", path: "../..")],
  targets: [
    .executableTarget(name: "in-process", dependencies: [.product(name: "Compiler", package: "gen")])
  ],
  swiftLanguageModes: [.v6]
)
