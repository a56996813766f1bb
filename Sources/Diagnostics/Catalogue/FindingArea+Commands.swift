extension FindingArea {
  static let commands = FindingArea(
    "Command line and files",
    about: """
      Arguments on the command line, and errors of the system when files are read and written.
      """,
    [
      .baseFormat: """
      A file of the revision or of the folder that --base names is no regular file, or git cannot read it. Name
      another one.
      """,
      .inputOutput: """
      Reading or writing failed: the disk is full or broken, or a limit of the system is reached. The message
      has the system's reason; run the build again, and it continues where it stopped.
      """,
      .inputTooLarge: """
      The file is larger than any site.yaml. Name the right file.
      """,
      .missingInput: """
      The file or folder does not exist, cannot be opened, or is not a regular file. Check the path and its
      permissions.
      """,
      .moreFindings: """
      There are too many findings to show all of them: at most 100 of one kind, and 1,000 errors and 1,000
      warnings. Correct those that are shown, then run the command again.
      """,
      .noArtifact: """
      This site has no artifact with that path. `gen list` shows all of them.
      """,
      .noBase: """
      There is no such revision in the repository of the site, and no folder of that name; or neither site.yaml nor
      an output folder is in it. `git log` and `git tag` show the revisions; a shallow clone does not have all of
      them.
      """,
      .noCommandLine: """
      gen cannot read its own arguments from /proc, and does not guess them. Mount /proc, and raise the limit on
      open files.
      """,
      .noKey: """
      The model has no value at that path. `gen show` lists all of them.
      """,
      .noLine: """
      No line of the output is there, or none has that text. Lines are those of what gen builds now: where the
      output folder is not current, `gen check` says so, and they are others.
      """,
      .noSiteLine: """
      No setting is written in that line of site.yaml: it is empty, a comment, or behind the end of the file.
      """,
      .noTemplate: """
      gen brings no template of that name along, or there is none of yours that takes its place. Names are those of
      the files below templates/; `gen list` has them in its fourth column.
      """,
      .noTopic: """
      site.yaml has no setting or section of that name, and no message ends in it. `gen docs` lists all settings,
      `gen docs --findings` says what each message means.
      """,
      .nothingToImport: """
      `gen init --from` found no compose file, no odoo.conf and no site of nginx in the folder. Name the folder of the
      old docker-compose.yml, and copy what lies elsewhere, such as /etc/nginx/sites-available, into it.
      """,
      .templatesFolder: """
      Something in the templates folder is not a template: a link that leads out of the folder, a pipe or a
      device, or a name that is not UTF-8; or there are too many files. Remove it, or name another folder with
      `--templates`.
      """,
    ])
}
