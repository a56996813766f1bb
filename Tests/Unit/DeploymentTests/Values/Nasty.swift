/// Texts that break careless readers, and a way to make more of them.
enum Nasty {
  /// Texts that mean something to a shell, YAML, an INI file, nginx, SQL, a terminal or a careless lexer.
  static let texts = [
    "", " ", "\t", "\n", "\r\n", "\0", "a\0b", "a\nb", "'", "\"", "\\", "`id`", "$(id)", "${HOME}", "$a", "%d", "%%",
    "; rm -rf /", "| cat", "&& id", "> /dev/null", "{{ x }}", "{% x %}", "{# x #}", "#", "# x", "--", "-", "--help",
    "-rf", "..", "../..", "/", "//", "~", "~root", "*", "?", "[a]", "{a}", "(a)", "<a>", "!", "!!int", "&a", "*a", "@a",
    "null", "~x", "true", "false", "no", "on", "1", "0", "-1", "007", "0x10", "1e9", "1_000", ".5", "NaN", "inf",
    "é", "e\u{301}", "ﬁ", "１", "\u{212A}", "İ", "ß", "中", "🎉", "\u{200B}", "\u{202E}", "\u{FEFF}", "\u{2028}",
    "\u{85}", "\u{A0}", "\u{7F}", "\u{1B}[31m", "\u{FFFD}", "\u{10FFFF}", "a b", " a", "a ", "a\u{301}.b",
    "example.com\u{301}", "1.2.3.4\u{20E3}", "18446744073709551616", "9223372036854775808", "9223372036854775807",
  ]

  /// Further values of types that an example alone does not say enough about.
  static let seeds = [
    "ACMEServer": ["https://ca.example.net:8443/a-b_c~d/%20?x=1&y=2,z+#@", "letsencrypt-staging"],
    "AbsolutePath": ["/a.b/c_d/e-f", "/opt//x/"],
    "ByteCount": ["1TiB", "3GiB", "5MiB", "7KiB", "9B", "0"],
    "CIDR": ["2001:db8:abcd:ef00::/56", "10.0.0.0/8", "203.0.113.10", "67:89::/32"],
    "CronSchedule": [
      "*/15 0-6,22 1,15 jan-mar mon-fri", "0 0 1 sep,oct,nov,dec,aug,jul,jun,may,apr,feb *",
      "1 2 * * sun,tue,wed,thu,sat",
    ],
    "DatabaseOptionValue": ["", "-1", "%m [%p] %q%u@%d "],
    "DebianPackage": ["curl=1:8.5.0~rc1+b1-2ubuntu10", "libstdc++6"],
    "GitRevision": ["release/18.0_x+y-z"],
    "EnvironmentName": ["a_B1"],
    "EnvironmentValue": ["", "- é", "a b"],
    "JobChannels": ["root:4,abcdefghi.jklm_nopqr.stuvwxyz:1:sequential", "root:12:throttle=90"],
    "HTTPURL": ["http://example.com:8443/a-b_c~d/%20?x=1&y=2,z+#@"],
    "HostName": ["10.0.0.5", "a-b"],
    "IPv6Address": ["fe80::abcd:1234", "1:2:3:4:5:6:7:8", "::9:cdef"],
    "ImageReference": ["reg.example.com:5000/a-b/c_d:V1.x@sha256:" + String(repeating: "0a", count: 32)],
    "ConnectionLimit": ["1", "12"],
    "CountryCode": ["XK", "QA", "WS", "YE", "KZ"],
    "Locale": ["sr_RS@latin", "es_419", "es_003"],
    "MailRate": ["5/d"],
    "OptionValue": ["", "-1", "a b"],
    "PythonRequirement": ["a-b_c.d[e,f]>=1.0,<2,!=1.*", "a~=1!2+x"],
    "Rate": ["5/s"],
    "RelativePath": ["../a.b/c_d/e-f"],
    "MailAccount": ["- é"],
    "Remark": ["- é"],
    "RepositoryURL": ["ssh://git@git.example.com:22/~a/b_c+d-e.git", "git@host:a/b.git"],
    "ResticRepository": ["sftp:a_b@host:/x-y", "rest:https://h:1/~x+y/", "/srv/restic"],
    "Seconds": ["1d", "5h", "7m", "9s"],
    "Swap": ["0", "1TiB", "3GiB", "5MiB", "7KiB", "9B"],
    // Only names that exist are read: together they have every byte that one can have.
    "TimeZoneName": [
      "America/Port-au-Prince", "America/Argentina/Buenos_Aires", "America/North_Dakota/New_Salem",
      "America/Indiana/Vevay",
      "Africa/Abidjan", "America/Argentina/La_Rioja", "America/Ciudad_Juarez", "America/Halifax", "Africa/Freetown",
      "Africa/Kampala", "Africa/Windhoek", "America/Coyhaique", "America/New_York", "Asia/Qatar", "Etc/Zulu",
      "Etc/GMT+2",
      "Etc/GMT+3", "Etc/GMT+4", "Etc/GMT+5", "Etc/GMT+6", "Etc/GMT+7", "Etc/GMT+8", "Etc/GMT+9", "Etc/GMT+10", "UTC",
    ],
    "Workers": ["0", "12"],
  ]

  /// Texts that differ from the seeds in a few bytes: the same ones in every run, each made when it is asked for.
  static func mutations(of seeds: [String], count: Int) -> some Sequence<String> {
    sequence(state: (index: 0, random: Generator(state: 0x9E37_79B9_7F4A_7C15))) { state in
      defer { state.index += 1 }
      guard state.index >= seeds.count else { return seeds[state.index] }
      let index = state.index - seeds.count
      return index < count ? mutation(of: seeds[index % seeds.count], &state.random) : nil
    }
  }

  private static let pool = Array("-._/:@+,=%&#~*[]<>! \n\"'$0189AZazé".utf8) + Array(UInt8(0x21)...0x7E)

  private static func mutation(of seed: String, _ random: inout Generator) -> String {
    var bytes = Array(seed.utf8)
    for _ in 0...Int.random(in: 0...1, using: &random) {
      let at = Int.random(in: 0...bytes.count, using: &random)
      let byte = pool[Int.random(in: 0..<pool.count, using: &random)]
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes.insert(byte, at: at)
      case 1 where at < bytes.count: bytes.remove(at: at)
      case 2 where at < bytes.count: bytes.append(contentsOf: bytes[at...])
      default: if at < bytes.count { bytes[at] = byte }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A small generator of numbers (SplitMix64) whose seed is written down, so that a failure can be run again.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
