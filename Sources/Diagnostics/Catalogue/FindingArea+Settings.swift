extension FindingArea {
  static let settings = FindingArea(
    "Keys and types of site.yaml",
    about: """
      What every setting has in common, whatever it means. docs/settings.md lists all keys with their types.
      """,
    [
      .booleanFormat: """
      The setting is true or false. YAML's other words (`yes`, `no`, `on`, `off`) mean different things to
      different readers: write `true` or `false`.
      """,
      .integerFormat: """
      The setting is a whole number in decimal digits, without a sign, a point, a unit or leading zeros. Write
      digits only, such as 4.
      """,
      .languageVersion: """
      `version` names the form of site.yaml itself, which will change one day; this gen reads version 1 only.
      Write 1, or use the gen that the file was written for.
      """,
      .missingKey: """
      A key that has no default is missing. The message shows what to write, and `gen init` writes a file with
      all keys that are needed.
      """,
      .missingValue: """
      A key is there without a value (`key:`, `key: ~` or `key: null`), which gen never takes for a default.
      Write a value, or remove the key.
      """,
      .outOfRange: """
      The number, size or duration is smaller or larger than the setting allows. The message says which values
      it can have.
      """,
      .reservedKey: """
      The key is reserved for a later version of gen, and does nothing today. Remove it, so that the file does
      not promise what is not done.
      """,
      .secretInSite: """
      The key names a password, a token or another secret, and site.yaml is committed where everybody can read
      it. Remove it here, change the secret wherever it is in use, and keep the new one as a file in the
      folder that secrets.directory names.
      """,
      .tooLong: """
      The text is longer than the setting allows; the message says how many bytes it may have. Write a shorter
      text; of directives for nginx, put the rest into a file on the server and `include` it.
      """,
      .unknownChoice: """
      The setting, or in a template the value that is compared with a text, is one of a few words, and this is
      none of them. The message lists the words.
      """,
      .unknownKey: """
      There is no setting of that name in this place; it may be misspelt, or be indented under the wrong key.
      gen refuses unknown keys, since a misspelt setting would otherwise be ignored. A key that begins with
      `x-` is for your own notes, and is ignored.
      """,
      .wrongType: """
      The value is of another kind than the setting takes: a text where a list or a mapping belongs, or the
      other way round. Look at the indentation and at the dashes, and write what the message asks for.
      """,
    ])
}
