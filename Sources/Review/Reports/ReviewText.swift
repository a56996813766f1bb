import Diagnostics

/// The review for a terminal: the counts and what can be lost, then one paragraph for each cause.
public struct ReviewText: Sendable {
  /// How many consequences of one cause are shown; more nobody reads.
  private static let most = 12
  /// How many places of one consequence are shown.
  private static let mostPlaces = 2
  private let review: Review
  private let usesColour: Bool

  /// Prepares the text.
  ///
  /// - Parameters:
  ///   - review: what to say.
  ///   - usesColour: whether to write ANSI colours, for a terminal.
  public init(_ review: Review, usesColour: Bool = false) {
    self.review = review
    self.usesColour = usesColour
  }

  /// The whole text.
  public var text: String {
    var text = paint(ReviewWords.summary(review), .bold) + "\n"
    for line in ReviewWords.losses(review) { text += paint(line, .red) + "\n" }
    if let line = ReviewWords.applying(review.entries.flatMap(\.effects)) { text += "applying it: \(line)\n" }
    for entry in review.entries { text += "\n" + paragraph(entry) }
    return text
  }

  private func paragraph(_ entry: Entry) -> String {
    var text = paint(entry.title.withoutHiddenCharacters, .bold) + "\n"
    for flag in entry.flags {
      text +=
        "  " + paint("! \(flag.kind.text): \(flag.message.withoutHiddenCharacters)", .red)
        + (flag.place.map { "  \($0.text.withoutHiddenCharacters)" } ?? "") + "\n"
    }
    let shown = entry.consequences.prefix(Self.most)
    let said = shown.map { $0.said.withoutHiddenCharacters }
    let width = min(said.map(\.count).max() ?? 0, 60)
    for (consequence, words) in zip(shown, said) {
      let blanks = String(repeating: " ", count: max(width - words.count, 0))
      text += "  \(words)\(blanks)  \(paint(consequence.where(Self.mostPlaces).withoutHiddenCharacters, .cyan))\n"
    }
    let hidden = entry.consequences.dropFirst(Self.most)
    if !hidden.isEmpty {
      text +=
        "  and \(hidden.count) more in \(ReviewWords.count(hidden.reduce(0) { $0 + $1.lines }, "line")): --format json has them, --unified the lines\n"
    }
    if entry.remarks > 0 { text += "  \(ReviewWords.count(entry.remarks, "line")) of comments and prose\n" }
    if let line = ReviewWords.applying(entry.effects) { text += "  applying it: \(line)\n" }
    return text
  }

  private enum Colour: String {
    case red = "31", cyan = "36", bold = "1"
  }

  private func paint(_ text: String, _ colour: Colour) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Consequence {
  /// The longest text of a line that is shown.
  private static let longest = 100

  /// What follows, in one line.
  var said: String {
    switch kind {
    case .value: "\(name.isEmpty ? "value" : name) \(Self.short(old ?? "")) → \(Self.short(new ?? ""))"
    case .content: "digest of \(Self.list(name))"
    case .file: name
    case .lines: Self.lines(old, new)
    }
  }

  private static func lines(_ old: String?, _ new: String?) -> String {
    switch (old.map(first), new.map(first)) {
    case (let old?, let new?): "\(short(old)) → \(short(new))"
    case (let old?, nil): "- \(short(old))"
    case (nil, let new?): "+ \(short(new))"
    case (nil, nil): ""
    }
  }

  /// The first of some lines that says something, and how many there are beside it.
  private static func first(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmed }
    let first = lines.first { !$0.isEmpty && !$0.hasPrefix("#") } ?? lines.first ?? ""
    return lines.count > 1 ? "\(first) (and \(ReviewWords.count(lines.count - 1, "line")))" : first
  }

  private static func short(_ text: String) -> String {
    text.isEmpty ? "\"\"" : text.count > longest ? "\(text.prefix(longest))…" : text
  }

  /// A list of artifacts in few words.
  private static func list(_ names: String) -> String {
    let names = names.split(separator: ",").map { String($0).trimmed }
    return names.count > 2 ? "\(names[0]) and \(names.count - 1) more files" : names.joined(separator: " and ")
  }

  /// Where it is: the first places, and how many more there are.
  func `where`(_ most: Int) -> String {
    let shown = places.prefix(most).map { $0.isFormer ? "\($0.text) (old)" : $0.text }.joined(separator: " ")
    let more = places.count - most
    guard more > 0 else { return shown }
    let files = Set(places.map(\.path)).count
    return "\(shown) and \(more) more places\(files > 1 ? " in \(files) files" : "")"
  }
}
