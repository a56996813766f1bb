extension FindingArea {
  static let output = FindingArea(
    "Output folder",
    about: """
      `gen build` changes a file only where the manifest says that gen wrote it. docs/traps.md and
      ARCHITECTURE.md say why.
      """,
    [
      .artifactSize: """
      The artifact is larger than 64 MiB, or takes more steps than any file needs. Look for loops inside each
      other, and for a list that is longer than it should be.
      """,
      .cannotCreate: """
      The file or folder cannot be made or replaced: its owner, its permissions, a read-only disk or a name in
      the way. The message has the reason of the system; correct it and run the command again.
      """,
      .damagedManifest: """
      The file manifest.json in the output folder is cut off, edited, merged or of another version, so that
      gen does not know which files are its own. Restore it from version control; `--force` overwrites all
      files that differ.
      """,
      .editedFile: """
      The file was edited by hand since gen wrote it, and a build would lose the edit. Move the edit into
      site.yaml or a template of your own; or write `--force` to lose it.
      """,
      .editedOrphan: """
      No template makes this file any more, and it was edited since gen wrote it, so that it stays. Remove it
      by hand when it is not needed.
      """,
      .fileExists: """
      The command makes new files and replaces none, and one of this name is there already. Move it away, or
      choose another place.
      """,
      .folderInUse: """
      Another build writes into the same output folder at this moment. Wait until it has ended, then run the
      command again.
      """,
      .foreignFile: """
      There is a file at the path of an artifact that gen did not write. Move it away; or write `--force` to
      overwrite it.
      """,
      .foreignFolder: """
      The output folder has no manifest of gen's and holds other things: it may be the wrong one. Name an
      empty folder with `--output`; or restore manifest.json if a build made it.
      """,
      .internalRecording: """
      The built-in templates are compiled when gen is built, and what was recorded of one cannot be read,
      which is a mistake in gen. Nothing was written: please report it with the version of gen.
      """,
      .internalSecondCheck: """
      After rendering, gen reads each artifact again and compares where values begin and end; here the two
      readings disagree, which is a mistake in gen. Nothing was written: please report it with the template
      and site.yaml.
      """,
      .linkAsOutput: """
      The output folder is a symbolic link, which gen does not follow: it could lead anywhere. Name the folder
      that it leads to, or remove the link.
      """,
      .linkInOutput: """
      A symbolic link stands in the output folder where an artifact or its folder goes, and gen follows none.
      Remove the link.
      """,
      .notAFile: """
      A folder, a pipe or a device stands where an artifact goes. Move it away.
      """,
      .notAFolder: """
      A file stands where a folder is needed. Move it away, or name another folder with `--output`.
      """,
    ])
}
