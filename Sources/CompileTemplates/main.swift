// Compiles the built-in templates while gen is built, and writes what they are compiled to as Swift source.
//
// usage: compile-templates FILE

import Deployment
import Diagnostics
import Schema
import Template
import TemplateBytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says why there is no recording.
func fail(_ message: String) -> Never {
  print(message)
  exit(1)
}

/// The built-in templates.
let sources = (0..<templateCount).map { index in
  let entry = unsafe templateAt(index)
  let path = unsafe String(cString: entry.path)
  return TemplateSource(
    path: path, file: "templates/\(path)",
    bytes: unsafe Array(UnsafeBufferPointer(start: entry.bytes, count: Int(entry.count))))
}

/// The recording as the content of a Swift file: its bytes are ASCII, and a few have to be escaped.
func source(of recording: [UInt8]) -> String {
  var text: [UInt8] = []
  for byte in recording {
    switch byte {
    case 0x20...0x21, 0x23...0x5B, 0x5D...0x7E: text.append(byte)
    default: text += "\\u{\(String(byte, radix: 16))}".utf8
    }
  }
  return "let recordedTemplates: StaticString = \"\(String(decoding: text, as: UTF8.self))\"\n"
}

let diagnostics = TemplateSet(TemplateIndex(builtIn: sources, own: [], root: Deployment.table.type)).diagnostics
if diagnostics.contains(where: { $0.severity == .error }) {
  let contents = Dictionary(uniqueKeysWithValues: sources.map { ($0.file, $0.bytes) })
  fail(DiagnosticPrinter(sources: contents).text(diagnostics))
}
guard CommandLine.arguments.count == 2 else { fail("usage: compile-templates FILE") }
guard let recording = RecordedTemplates.recording(sources, root: Deployment.table.type) else {
  fail("compile-templates: a state of a format is not read back as it was written; see Taped+Contexts.swift")
}
guard let file = unsafe fopen(CommandLine.arguments[1], "w") else { fail("compile-templates: cannot write the file") }
let text = Array(source(of: recording).utf8)
let count = unsafe fwrite(text, 1, text.count, file)
guard unsafe fclose(file) == 0, count == text.count else { fail("compile-templates: cannot write the file") }
