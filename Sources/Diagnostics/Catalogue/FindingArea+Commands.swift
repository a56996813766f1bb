extension FindingArea {
  static let commands = FindingArea(
    "Command line and files",
    about: """
      What was named on the command line, and what the system says when files are read and written.
      """,
    [
      .inputOutput: """
      Reading or writing failed: the disk is full or broken, or a limit of the system is reached. The message
      has the reason of the system; a build that is run again goes on where it stopped.
      """,
      .inputTooLarge: """
      The file that is named is larger than any site.yaml. Name the right file.
      """,
      .missingInput: """
      The file or folder that is named is not there, cannot be opened, or is something else than a file. Look
      at the path and at its permissions.
      """,
      .moreFindings: """
      There are so many findings that not all are shown: of one kind at most 100, of errors and warnings 1,000
      each. Correct those that are shown, then run the command again.
      """,
      .noArtifact: """
      This site makes no artifact of that path. `gen list` shows them all.
      """,
      .noCommandLine: """
      gen cannot read its own arguments from /proc, and would otherwise run another command than was meant.
      Mount /proc, and raise the limit on open files.
      """,
      .noFinding: """
      There is no finding of that name. `gen explain-error` without a name lists them all.
      """,
      .noKey: """
      The model has no value at that path. `gen show` lists them all.
      """,
      .templatesFolder: """
      Something in the templates folder is no template: a link that leads out of it, a pipe or a device, a
      name that is not UTF-8, or too much of it. Remove it, or name another folder with `--templates`.
      """,
    ])
}
