import FuzzCases

// Runs inputs of one case, each a line of hexadecimal digits on standard input. The number of each is printed before it is
// run, so that the last one printed is the one that a trap ended.
guard CommandLine.arguments.count == 2, let chosen = FuzzCase(rawValue: CommandLine.arguments[1]) else {
  fatalError("usage: run-corpus \(FuzzCase.allCases.map(\.rawValue).joined(separator: "|"))")
}
var number = 0
while let line = readLine() {
  print(number)
  let digits = Array(line.utf8)
  chosen.run(
    stride(from: 0, to: digits.count - 1, by: 2).map { start in
      UInt8(String(decoding: digits[start...start + 1], as: UTF8.self), radix: 16) ?? 0
    })
  number += 1
}
