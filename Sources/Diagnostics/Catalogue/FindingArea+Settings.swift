extension FindingArea {
  static let settings = FindingArea(
    "Keys and types of site.yaml",
    about: """
      Rules that apply to all settings. docs/settings.md lists all keys with their types.
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
      `version` is the version of the site.yaml format itself; this gen reads only version 1. Write 1, or use
      the gen that the file was written for.
      """,
      .missingKey: """
      A required key is missing. The message shows what to write, and `gen init` writes a file with all required
      keys.
      """,
      .missingValue: """
      A key has no value (`key:`, `key: ~` or `key: null`); gen does not use the default in that case. Write a
      value, or remove the key.
      """,
      .outOfRange: """
      The number, size or duration is smaller or larger than the setting allows. The message has the allowed
      range.
      """,
      .placeholder: """
      A text in angle brackets, as `gen init` writes it, stands for something that only you know. Write your own value in its
      place, without the brackets.
      """,
      .reservedKey: """
      The key is reserved for a later version of gen, and has no effect today. Remove it.
      """,
      .secretInSite: """
      The key names a password, a token or another secret, and site.yaml is committed where everybody can read
      it. Remove it here, change the secret wherever it is in use, and keep the new one as a file in the
      folder that secrets.directory names.
      """,
      .tooLong: """
      The text is longer than the setting allows; the message has the limit in bytes. Write a shorter text; put
      long nginx directives into a file on the server and `include` it.
      """,
      .unknownChoice: """
      The setting must be one of a few words, and this is not one of them; in a template, such a value is
      compared with another word. The message lists the words.
      """,
      .unknownKey: """
      A setting of that name does not exist here; it may be misspelt, or be indented under the wrong key. gen
      refuses unknown keys, since a misspelt setting would otherwise be ignored. A key that begins with `x-` is
      for your own notes, and is ignored.
      """,
      .wrongType: """
      The value has the wrong type: a text instead of a list or a mapping, or the other way round. Check the
      indentation and the dashes, and write what the message asks for.
      """,
    ])
}
