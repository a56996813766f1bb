extension FindingArea {
  static let secrets = FindingArea(
    "Secrets",
    about: """
      `gen secrets` keeps passwords in files that containers read, and never shows one.
      """,
    [
      .gitFailed: """
      git does not say whether it keeps the secrets, so that gen does not write any. Run `git status` in that
      folder, and correct what it says.
      """,
      .gitMissing: """
      The secrets would lie in a git repository, and there is no git to ask whether it keeps them. Install
      git, then run the command again.
      """,
      .givenSecret: """
      This password is given by somebody else, such as the mail server's operator, and gen cannot make it up.
      Change it there, and write it into the file yourself.
      """,
      .noSecret: """
      The site has no secret of that name. `gen secrets list` lists them.
      """,
      .rotationUnfinished: """
      The value from before the last rotation is still kept beside the new one, because the running system may
      not have the new one yet. Finish the steps that `gen secrets rotate` printed, and remove the former
      value.
      """,
      .secretInGit: """
      git keeps the file of a secret, so that everybody who has the repository has the password. Remove it
      from git (`git rm --cached`), and make another password: the old one stays in the history.
      """,
      .secretLink: """
      The place of the secrets is a symbolic link, and may lead elsewhere tomorrow. Remove it, and name the
      place itself.
      """,
      .secretMissing: """
      A secret that the site needs is not there. `gen secrets init` makes what it can; a password that others
      give is written by hand.
      """,
      .secretMode: """
      The permissions of a secret are wrong: the folder is open to other users of the machine, the file can be
      changed by others, or the containers cannot read it. Use mode 0700 for the folder and 0444 for the
      files, as the message says.
      """,
      .secretNotIgnored: """
      The secrets lie in a git repository which does not ignore them, so that `git add -A` would publish them.
      Add the line that the message names to .gitignore.
      """,
      .secretOwner: """
      The place of the secrets belongs to another user, who can read and change them. Change its owner.
      """,
      .secretParent: """
      A folder above the secrets can be changed by another user or a group, who could put another folder in
      its place. Change its owner or its permissions.
      """,
      .secretReused: """
      Two secrets have the same value: who has one has both. Rotate one of them.
      """,
      .secretUnusable: """
      Something stands in the place of a secret that is no file, or cannot be read as one line of text. Put a
      file of one line there.
      """,
      .secretWeak: """
      The value is empty, a placeholder, too short, or has a character that a program on its way would act on.
      Before the first start remove it and run `gen secrets init`; later rotate it.
      """,
      .secretsInVault: """
      The site keeps its secrets in Vault, and gen holds no token to write there. Use the command that the
      message shows.
      """,
    ])
}
