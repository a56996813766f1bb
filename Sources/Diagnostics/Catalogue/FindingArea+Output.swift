extension FindingArea {
  static let output = FindingArea(
    "Output folder",
    about: """
      `gen build` changes a file only where the manifest says that gen wrote it. docs/traps.md and
      ARCHITECTURE.md say why.
      """,
    [
      .artifactSize: """
      The artifact is larger than 64 MiB, or takes more steps than any file needs. Look for nested loops, and
      for a list that is longer than it should be.
      """,
      .boundSetting: """
      The setting decides where the data of the site is, and it has changed since the folder was built: a
      deployment would start without that data. Write the old value again; or, if the site has never run or is
      being moved as RUNBOOK.md describes, use `--force`.
      """,
      .cannotCreate: """
      The file or folder cannot be created or replaced, because of its owner, its permissions, a read-only disk
      or another file of that name. The message has the system's reason; correct it and run the command again.
      """,
      .damagedManifest: """
      The file manifest.json in the output folder is truncated, or was edited, so gen does not
      know which files it has written. Restore it from version control; `--force` overwrites all files that
      differ. One that git has merged is no such file: `gen build` repairs it.
      """,
      .editedFile: """
      The file was edited by hand since gen wrote it, and a build would lose the edit. Move the edit into
      site.yaml or into your own template; or use `--force` to lose it.
      """,
      .editedOrphan: """
      No template makes this file any more, but it was edited since gen wrote it, so gen keeps it. Remove it by
      hand if it is not needed.
      """,
      .fileExists: """
      The command makes new files and replaces none, and a file of this name already exists. Move it away, or
      choose another place.
      """,
      .folderInUse: """
      Another build is writing into the same output folder. Wait until it has ended, then run the command
      again.
      """,
      .foreignFile: """
      A file that gen did not write is at the path of an artifact. Move it away; or use `--force` to overwrite
      it.
      """,
      .foreignFolder: """
      The output folder has no manifest and contains other files: it may be the wrong folder. Name an empty
      folder with `--output`; or restore manifest.json if a build made the folder.
      """,
      .internalRecording: """
      The built-in templates are compiled when gen is built, and one of the recordings cannot be read, which is
      a bug in gen. Nothing was written: please report it with the version of gen.
      """,
      .internalSecondCheck: """
      After rendering, gen reads each artifact again and compares where values begin and end; here the two
      readings disagree, which is a bug in gen. Nothing was written: please report it with the template and
      site.yaml.
      """,
      .linkAsOutput: """
      The output folder is a symbolic link, which gen does not follow: it could lead anywhere. Name the folder
      that it leads to, or remove the link.
      """,
      .linkInOutput: """
      In the output folder, the path of an artifact or of its folder is a symbolic link, and gen does not follow
      links. Remove the link.
      """,
      .mergedFile: """
      git merged the file from two versions that gen wrote, and neither of them is what the merged site.yaml
      makes. Nothing in it was written by hand: `gen build` writes it again, without `--force`.
      """,
      .missingFile: """
      A file that the site and its templates make is not in the output folder. Run `gen build`, and commit the
      file with the change that caused it.
      """,
      .newerManifest: """
      A newer gen built the output folder, and this one would undo what that one knows better. Install that
      version; or, to go back on purpose, use `--force`, which also overwrites edits by hand.
      """,
      .notAFile: """
      A folder, a pipe or a device is at the path of an artifact. Move it away.
      """,
      .notAFolder: """
      A file is in the place of a folder. Move it away, or name another folder with `--output`.
      """,
      .orphanFile: """
      gen wrote the file once, and no template makes it any more. `gen build` removes it.
      """,
      .otherSite: """
      The output folder was built from another file beside this one, and would become that of a second site: each site needs a
      folder of its own. Name one with `--output`. If this file takes the place of the other one, remove that first.
      """,
      .staleFile: """
      site.yaml or a template has changed since the file was written. Run `gen build`, and commit the file with
      the change that caused it.
      """,
    ])
}
