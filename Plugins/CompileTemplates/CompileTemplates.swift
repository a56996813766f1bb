import PackagePlugin

/// Compiles the built-in templates with each build, before the module that holds them.
///
/// No input is named: the templates are a part of the program that compiles them, as they are of gen, so that it is another
/// program, and runs again, whenever one of them or anything in the compiler differs.
@main
struct CompileTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let file = context.pluginWorkDirectoryURL.appending(path: "RecordedTemplates.swift")
    return [
      .buildCommand(
        displayName: "Compiling the built-in templates",
        executable: try context.tool(named: "compile-templates").url,
        arguments: [file.path(percentEncoded: false)], outputFiles: [file])
    ]
  }
}
