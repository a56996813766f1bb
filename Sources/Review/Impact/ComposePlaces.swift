import Output

/// Which part of docker-compose.yml each line is in, by its indentation: gen writes block style, with two blanks for each level.
struct ComposePlaces {
  static let path = "docker-compose.yml"
  private let parts: [ArtifactPart?]
  /// The services, in the order of the file.
  let services: [String]

  init(_ text: DiffText) {
    var keys = ["", "", ""]
    parts = text.lines.indices.map { line in
      let said = text.said(line)
      let indent = said.prefix { $0 == " " }.count
      let rest = said.dropFirst(indent)
      guard let first = rest.first, first != "#" else { return Self.part(keys) }
      if first != "-", indent % 2 == 0, indent / 2 < keys.count, let colon = rest.firstIndex(of: ":") {
        keys[indent / 2] = rest[..<colon].filter { $0 != "\"" && $0 != "'" }
        for deeper in indent / 2 + 1..<max(keys.count, indent / 2 + 1) { keys[deeper] = "" }
      }
      return Self.part(keys)
    }
    var seen: Set<String> = [""]
    services = parts.compactMap(\.self).filter { [.composeService, .composeBuild].contains($0.kind) }.map(\.name).filter
    {
      seen.insert($0).inserted
    }
  }

  /// The part that a line, from 0, is in; nil before the first key.
  func part(of line: Int) -> ArtifactPart? { parts.indices.contains(line) ? parts[line] : nil }

  private static func part(_ keys: [String]) -> ArtifactPart? {
    switch keys[0] {
    case "": nil
    case "name": ArtifactPart(kind: .composeProject, name: "name")
    case "services":
      ArtifactPart(
        kind: ["build", "pull_policy"].contains(keys[2]) ? .composeBuild : .composeService, name: keys[1], key: keys[2])
    case "networks": ArtifactPart(kind: .composeNetwork, name: keys[1], key: keys[2])
    case "volumes": ArtifactPart(kind: .composeVolume, name: keys[1], key: keys[2])
    case "secrets": ArtifactPart(kind: .composeSecret, name: keys[1], key: keys[2])
    default: ArtifactPart(kind: .composeOther, name: keys[0])
    }
  }
}
