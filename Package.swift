// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// One static file, so that an installed `gen` needs nothing beside it. Only the three-line `gen` target carries the
/// flags: a test bundle that inherited them would not link. The two libraries are parts of Foundation's core, which
/// swift-argument-parser imports and which does not name them to the linker itself. LLVM's linker comes with Swift, and does not warn of
/// functions of glibc that a static program should not call, which are in Foundation's core, and which gen does not call.
let oneFile: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-executable", "-use-ld=lld", "-Xlinker", "-s", "-l_FoundationCShims", "-l_FoundationCollections"],
    .when(platforms: [.linux], configuration: .release))
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

/// Whether the built-in templates are compiled while gen is built. Not for fuzzing: it gives every program libFuzzer's own main,
/// which the program that compiles them cannot have. Without a recording gen compiles templates when it runs.
let recordsTemplates = Context.environment["GEN_RECORDS_TEMPLATES"] != "no"

let package = Package(
  name: "gen",
  products: [
    .executable(name: "gen", targets: ["gen"]),
    .library(name: "Compiler", targets: ["Compiler"]),
    .library(name: "FuzzCases", targets: ["FuzzCases"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "TemplateBytes"),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Digest", swiftSettings: strict),
    .target(name: "TextTypes", dependencies: ["Diagnostics"], swiftSettings: strict),
    .target(name: "Document", dependencies: ["Diagnostics", "TextTypes"], swiftSettings: strict),
    .target(name: "Model", dependencies: ["Diagnostics", "TextTypes"], swiftSettings: strict),
    .target(name: "Schema", dependencies: ["Diagnostics", "Document", "Model", "TextTypes"], swiftSettings: strict),
    .target(name: "YAML", dependencies: ["CLibYAML", "Diagnostics", "Document", "TextTypes"], swiftSettings: strict),
    .target(name: "Template", dependencies: ["Diagnostics", "Digest", "Model", "TextTypes"], swiftSettings: strict),
    .target(
      name: "Deployment", dependencies: ["Diagnostics", "Document", "Model", "Schema", "TextTypes"],
      swiftSettings: strict),
    .executableTarget(
      name: "compile-templates",
      dependencies: ["Deployment", "Diagnostics", "Model", "Schema", "Template", "TemplateBytes"],
      path: "Sources/CompileTemplates", swiftSettings: strict),
    .plugin(name: "CompileTemplates", capability: .buildTool(), dependencies: ["compile-templates"]),
    .target(
      name: "BuiltInPrograms", swiftSettings: strict + (recordsTemplates ? [] : [.define("WITHOUT_RECORDING")]),
      plugins: recordsTemplates ? ["CompileTemplates"] : []),
    .target(name: "JSON", swiftSettings: strict),
    .target(
      name: "Output", dependencies: ["Diagnostics", "Digest", "JSON", "TextTypes"], swiftSettings: strict),
    .target(
      name: "Compiler",
      dependencies: [
        "BuiltInPrograms", "Deployment", "Diagnostics", "Digest", "Document", "JSON", "Model", "Output", "Schema",
        "Template", "TemplateBytes", "TextTypes", "YAML",
      ],
      swiftSettings: strict),
    .target(
      name: "Lineage",
      dependencies: [
        "Compiler", "Deployment", "Diagnostics", "JSON", "Model", "Schema", "Template", "TextTypes",
      ],
      swiftSettings: strict),
    .target(
      name: "Review",
      dependencies: [
        "Compiler", "Deployment", "Diagnostics", "Digest", "Document", "JSON", "Lineage", "Model", "Output", "Schema",
        "Template", "TextTypes",
      ],
      swiftSettings: strict),
    .target(
      name: "Secrets",
      dependencies: ["Compiler", "Deployment", "Diagnostics", "Output", "Schema", "TextTypes"],
      swiftSettings: strict),
    .target(
      name: "ReferencePages",
      dependencies: [
        "Compiler", "Deployment", "Diagnostics", "JSON", "Lineage", "Model", "Output", "Schema", "Template",
        "TemplateBytes", "TextTypes",
      ],
      swiftSettings: strict),
    .target(
      name: "Importing",
      dependencies: [
        "Compiler", "Deployment", "Diagnostics", "Document", "JSON", "Output", "ReferencePages", "Template",
        "TextTypes", "YAML",
      ],
      swiftSettings: strict),
    .target(name: "Reports", dependencies: ["Diagnostics", "Digest", "JSON"], swiftSettings: strict),
    .target(
      name: "Host", dependencies: ["Diagnostics", "Output", "Secrets", "TextTypes", system], swiftSettings: strict),
    .target(
      name: "GenCLI",
      dependencies: [
        "Compiler", "Deployment", "Diagnostics", "Host", "Importing", "JSON", "Lineage", "Model", "Output",
        "ReferencePages", "Reports", "Review", "Secrets", "Template", "TextTypes", argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(name: "gen", dependencies: ["GenCLI"], swiftSettings: strict, linkerSettings: oneFile),
    .executableTarget(
      name: "place-values", dependencies: ["Diagnostics", "Model", "Template", "TextTypes"],
      path: "Tests/Proofs/Readers/PlaceValues", swiftSettings: strict),
    .executableTarget(
      name: "change-settings", dependencies: ["Compiler", "Lineage", "Template"],
      path: "Tests/Proofs/Dependencies/ChangeSettings", swiftSettings: strict),
    .target(
      name: "FuzzCases",
      dependencies: [
        "Compiler", "Diagnostics", "Importing", "JSON", "Model", "ReferencePages", "Reports", "Template", "TextTypes",
        "YAML",
      ],
      path: "Tests/Proofs/Fuzz/Cases", swiftSettings: strict),
    .executableTarget(
      name: "run-corpus", dependencies: ["FuzzCases"], path: "Tests/Proofs/Fuzz/RunCorpus", swiftSettings: strict),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics"], path: "Tests/Unit/DiagnosticsTests",
      swiftSettings: strict),
    .testTarget(
      name: "SchemaTests", dependencies: ["Diagnostics", "Document", "Model", "Schema", "TextTypes"],
      path: "Tests/Unit/SchemaTests", swiftSettings: strict),
    .testTarget(
      name: "YAMLTests", dependencies: ["Diagnostics", "Document", "YAML"], path: "Tests/Unit/YAMLTests",
      swiftSettings: strict),
    .testTarget(
      name: "TemplateTests", dependencies: ["Diagnostics", "Model", "Template", "TextTypes"],
      path: "Tests/Unit/TemplateTests", exclude: ["Cases"], swiftSettings: strict),
    .testTarget(
      name: "DeploymentTests",
      dependencies: ["Deployment", "Diagnostics", "Document", "Model", "Schema", "TextTypes", "YAML"],
      path: "Tests/Unit/DeploymentTests", swiftSettings: strict),
    .testTarget(
      name: "CompilerTests",
      dependencies: [
        "BuiltInPrograms", "Compiler", "Deployment", "Diagnostics", "Digest", "Document", "JSON", "Lineage", "Model",
        "Output", "ReferencePages", "Review", "Schema", "Secrets", "Template", "TemplateBytes", "TextTypes", "YAML",
      ],
      path: "Tests/Unit/CompilerTests", swiftSettings: strict),
    .testTarget(
      name: "HostTests", dependencies: ["Diagnostics", "Digest", "Host", "Output", "Secrets", "TextTypes", system],
      path: "Tests/Unit/HostTests", swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Diagnostics", "JSON", "Reports"], path: "Tests/Unit/ReportsTests",
      swiftSettings: strict),
    .testTarget(
      name: "ImportingTests",
      dependencies: ["Deployment", "Diagnostics", "Document", "Importing", "ReferencePages", "YAML"],
      path: "Tests/Unit/ImportingTests", swiftSettings: strict),
    .testTarget(
      name: "GenCLITests", dependencies: ["Compiler", "GenCLI", "Host", "ReferencePages", argumentParser],
      path: "Tests/Unit/GenCLITests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
