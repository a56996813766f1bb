extension FindingArea {
  static let secrets = FindingArea(
    "Secrets",
    about: """
      `gen secrets` keeps passwords in files that containers read, and never shows one.
      """,
    [
      .gitFailed: """
      git cannot say whether it tracks the secrets, so gen does not write any. Run `git status` in that folder,
      and correct the error that it prints.
      """,
      .gitMissing: """
      The secrets would be in a git repository, but git is not installed, so gen cannot find out whether it
      tracks them. Install git, then run the command again.
      """,
      .givenSecret: """
      This password comes from somebody else, such as the mail server's operator, and gen cannot generate it.
      Change it there, and write it into the file yourself.
      """,
      .noSecret: """
      The site has no secret of that name. `gen secrets list` lists them.
      """,
      .rotationUnfinished: """
      The value from before the last rotation is still kept beside the new one, because the running system may
      not have the new one yet. Complete the steps that `gen secrets rotate` printed, and remove the former
      value.
      """,
      .secretInGit: """
      git tracks the file of a secret, so everybody who has the repository has the password. Remove it from git
      (`git rm --cached`), and make another password: the old one stays in the history.
      """,
      .secretLink: """
      The place of the secrets is a symbolic link, which somebody could change. Remove it, and name the place
      itself.
      """,
      .secretMissing: """
      A secret that the site needs does not exist. `gen secrets init` makes it; write a password that comes from
      somebody else by hand.
      """,
      .secretMode: """
      The permissions of a secret are wrong: other users of the machine can read the folder or change the file,
      or the containers cannot read it. Use mode 0700 for the folder and 0444 for the files, as the message
      says.
      """,
      .secretNotIgnored: """
      The secrets are in a git repository that does not ignore them, so `git add -A` would publish them. Add the
      line in the message to .gitignore.
      """,
      .secretOwner: """
      The place of the secrets belongs to another user, who can read and change them. Change its owner.
      """,
      .secretParent: """
      Another user or a group can change a folder above the secrets, and could replace the folder of the
      secrets. Change its owner or its permissions.
      """,
      .secretReused: """
      Two secrets have the same value: who has one has both. Rotate one of them.
      """,
      .secretUnusable: """
      The secret is not a file, or cannot be read as one line of text. Put a file of one line there.
      """,
      .secretWeak: """
      The value is empty, a placeholder, too short, or contains a character that has a meaning for one of the
      programs that read it. Before the first start, remove it and run `gen secrets init`; later, rotate it.
      """,
      .secretsInVault: """
      The site keeps its secrets in Vault, and gen has no token to write there. Use the command that the message
      shows.
      """,
    ])
}
