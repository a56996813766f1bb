/// The ranges of IPv4 that are no host's on the Internet, by IANA's registry of special-purpose addresses (RFC 6890): what lies
/// there is the machine itself, or a neighbour of it. Those for documentation are left out, for nothing lies there.
enum PrivateRanges {
  static let all = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
  ].map(CIDR.init(canonical:))

  /// Where clouds give a machine's credentials to any process on it.
  static let metadata = IPv4Block(around: 169 << 24 | 254 << 16 | 169 << 8 | 254, prefix: 32)
}
