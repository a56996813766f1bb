/// Words that cannot be names.
enum Keywords {
  static let all: Set<String> = [
    "and", "or", "not", "in", "is", "if", "else", "elif", "for", "true", "True", "false", "False", "none", "None",
  ]
}
