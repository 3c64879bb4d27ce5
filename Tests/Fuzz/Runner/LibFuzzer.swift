import Fuzzing

#if LIBFUZZER
  /// The entry of libFuzzer <https://llvm.org/docs/LibFuzzer.html>, which brings its own `main`. The first
  /// byte is the form of the others.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: data, count: count)
    guard let first = bytes.first else { return 0 }
    let forms = FuzzInput.Form.allCases
    let input = FuzzInput(forms[Int(first) % forms.count], Array(bytes.dropFirst()))
    let complaint = TableOracle.complaint(about: input)
    precondition(complaint == nil, complaint ?? "")
    return 0
  }
#endif
