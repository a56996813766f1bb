import Diagnostics
import Document

/// A variable of a container.
struct ContainerVariable {
  var name: String
  /// Nil where the host's environment decides it.
  var value: String?
  var place: Place
}

/// A port of a container, and where the host publishes it.
struct PublishedPort {
  /// The address on the host; empty for all of them.
  var address: String
  var host: Int?
  var container: Int?
  /// The value's path in its service, and its place.
  var path: [String]
  var place: Place
}

/// What is mounted into a container.
struct Mount {
  /// A path of the host, or the name of a volume.
  var source: String
  var target: String
  var path: [String]
  var place: Place

  /// Whether the source is a folder or a file of the host.
  var isBind: Bool { source.hasPrefix(".") || source.hasPrefix("/") || source.hasPrefix("~") }
}

extension ComposeProject.Service {
  /// Its image; empty where it is only built.
  var image: String { self["image"]?.text ?? "" }

  /// The variables of `environment`, as a mapping or as a list.
  var environment: [(path: [String], variable: ContainerVariable)] {
    guard let node = self["environment"] else { return [] }
    let mapped = node.entries.map { entry in
      (
        ["environment", entry.key],
        ContainerVariable(
          name: entry.key, value: entry.value.isEmptyValue ? nil : entry.value.text, place: entry.value.place)
      )
    }
    let listed = node.elements.enumerated().compactMap { index, element in
      element.text.map { text in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (
          ["environment", String(index)],
          ContainerVariable(name: parts[0], value: parts.count == 2 ? parts[1] : nil, place: element.place)
        )
      }
    }
    return mapped + listed
  }

  /// The paths of its `env_file`.
  var environmentFiles: [String] {
    guard let node = self["env_file"] else { return [] }
    return ([node] + node.elements).compactMap { $0.text ?? $0["path"]?.text }
  }

  /// Its ports, in the short form (`127.0.0.1:8069:8069/tcp`) or in the long one.
  var ports: [PublishedPort] {
    (self["ports"]?.elements ?? []).enumerated().compactMap { index, element in
      let path = ["ports", String(index)]
      guard let text = element.text else {
        guard let target = element["target"]?.text else { return nil }
        return PublishedPort(
          address: element["host_ip"]?.text ?? "", host: element["published"]?.text.flatMap { Int($0) },
          container: Int(target), path: path, place: element.place)
      }
      // The address may be IPv6, in brackets.
      let protocolFree = text.prefix { $0 != "/" }
      let parts = protocolFree.split(separator: ":", omittingEmptySubsequences: false)
      let address = parts.dropLast(2).joined(separator: ":")
      return PublishedPort(
        address: address, host: parts.count > 1 ? Int(parts[parts.count - 2]) : nil,
        container: parts.last.flatMap { Int($0) }, path: path, place: element.place)
    }
  }

  /// Its mounts, in the short form (`./addons:/mnt/extra-addons:ro`) or in the long one.
  var mounts: [Mount] {
    (self["volumes"]?.elements ?? []).enumerated().compactMap { index, element in
      let path = ["volumes", String(index)]
      guard let text = element.text else {
        guard let target = element["target"]?.text else { return nil }
        return Mount(source: element["source"]?.text ?? "", target: target, path: path, place: element.place)
      }
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard parts.count > 1 else { return Mount(source: "", target: text, path: path, place: element.place) }
      return Mount(source: parts[0], target: parts[1], path: path, place: element.place)
    }
  }

  /// The words of its command: a list, or a line.
  var command: (words: [String], place: Place)? {
    guard let node = self["command"] else { return nil }
    if let text = node.text { return (text.replacing("\n", with: " ").words.map(\.unquoted), node.place) }
    let words = node.elements.compactMap(\.text)
    return words.isEmpty ? nil : (words, node.elements.first?.place ?? node.place)
  }

  /// The names of the services that it waits for.
  var dependencies: [String] {
    guard let node = self["depends_on"] else { return [] }
    return node.entries.map(\.key) + node.elements.compactMap(\.text)
  }

  /// Its labels, each as `name=value`.
  var labels: [(path: [String], text: String, place: Place)] {
    guard let node = self["labels"] else { return [] }
    return node.entries.map { (["labels", $0.key], "\($0.key)=\($0.value.text ?? "")", $0.value.place) }
      + node.elements.enumerated().map { (["labels", String($0.offset)], $0.element.text ?? "", $0.element.place) }
  }
}
