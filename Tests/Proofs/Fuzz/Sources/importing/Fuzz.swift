import FuzzCases

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzCase.importing.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
