import Digest
import JSON
import TextTypes

/// Why a `manifest.json` cannot be believed.
public struct ManifestError: Error, Hashable, Sendable {
  /// What is wrong, to be read after the file's path, without a full stop: `is damaged: line 3: ...`.
  public var message: String
  /// The newer gen that wrote it, such as `gen 2.0.0`, where it is in a form that this one does not know.
  public var newerGenerator: String?
}

extension Manifest {
  /// The largest manifest that is read, in bytes.
  public static let largestSize = 16 << 20

  /// Reads a manifest that a build wrote, and believes nothing in it: a path that could lead out of the folder, a file
  /// named twice or an invalid digest make the whole manifest damaged.
  public init(parsing bytes: [UInt8]) throws(ManifestError) {
    guard bytes.count <= Self.largestSize else {
      throw ManifestError(message: "is damaged: it is larger than \(Self.largestSize) bytes")
    }
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw ManifestError(message: "is damaged: line \(error.line): \(error.message)")
    }
    try Self.checkVersion(json)
    guard case .string(let generator)? = json["generator"] else { throw Self.damaged("\"generator\" is not a text") }
    var siteFile: String?
    if case .string(let name)? = json["site_file"] { siteFile = name }
    self.init(
      generator: generator, siteFile: siteFile, site: json["site"] ?? .null, settings: json["settings"] ?? .null,
      templates: try Self.list("templates", in: json).map { (value) throws(ManifestError) in try Self.template(value) },
      files: try Self.files("files", in: json),
      pending: json["pending"] == nil ? [] : try Self.files("pending", in: json))
  }

  /// Whether a file says near its beginning that gen wrote it, however damaged it is since: cut off, or with the marks of a
  /// merge in it.
  public static func isClaimed(in bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(4096), as: UTF8.self).contains("\"generator\": \"gen ")
  }

  private static func damaged(_ reason: String) -> ManifestError { ManifestError(message: "is damaged: \(reason)") }

  private static func checkVersion(_ json: JSONValue) throws(ManifestError) {
    guard case .number(let number)? = json["manifest"], let found = Int(number.printed) else {
      throw ManifestError(message: "is not a manifest that gen wrote")
    }
    guard found == version else {
      var newer: String?
      if found > version, case .string(let name)? = json["generator"], name.hasPrefix("gen ") { newer = name }
      throw ManifestError(
        message: "has the format version \(found), but this gen reads version \(version)", newerGenerator: newer)
    }
  }

  private static func list(_ key: String, in json: JSONValue) throws(ManifestError) -> [JSONValue] {
    guard case .array(let elements)? = json[key] else { throw damaged("\"\(key)\" is not a list") }
    return elements
  }

  private static func template(_ json: JSONValue) throws(ManifestError) -> Template {
    guard case .string(let path)? = json["path"] else { throw damaged("a template has no path") }
    return Template(path: path, sha256: try digest(json))
  }

  private static func digest(_ json: JSONValue) throws(ManifestError) -> SHA256Digest {
    guard case .string(let hex)? = json["sha256"], let digest = SHA256Digest(hex: hex) else {
      throw damaged("a \"sha256\" is not 64 hexadecimal digits")
    }
    return digest
  }

  private static func files(_ key: String, in json: JSONValue) throws(ManifestError) -> [File] {
    var seen: Set<String> = []
    return try list(key, in: json).map { (value) throws(ManifestError) in
      let file = try file(value)
      guard seen.insert(file.path).inserted else {
        throw damaged("\"\(key)\" names \"\(file.path)\" twice, as if two versions were put together")
      }
      return file
    }
  }

  private static func file(_ json: JSONValue) throws(ManifestError) -> File {
    guard case .string(let path)? = json["path"] else { throw damaged("a file has no path") }
    if let fault = ArtifactPath.fault(in: path) { throw damaged("the path \"\(path)\" \(fault)") }
    guard path != self.path, path != Checksums.path else { throw damaged("it names \"\(path)\" as a file of its own") }
    let mode: UInt16
    switch json["mode"] {
    case "0644": mode = 0o644
    case "0755": mode = 0o755
    default: throw damaged("the mode of \"\(path)\" is neither \"0644\" nor \"0755\"")
    }
    return File(path: path, mode: mode, sha256: try digest(json))
  }
}
