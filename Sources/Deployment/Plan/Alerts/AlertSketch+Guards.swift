/// What keeps the server shut, and as it was deployed.
extension AlertSketch {
  static let guards = [firewall, egress, drift]

  private static let firewall = AlertSketch(
    "FirewallNotInForce", .firewall, .critical, hold: 0,
    AlertWords(
      summary: "The firewall is not as it should be",
      meaning:
        "The daily check has found rules of ufw that are missing or differ, or a published port that bypasses them.",
      look: ["./ufw.sh --check", "ufw status verbose", "ss -ltnp"],
      remedy: [
        "The check has one line for each deviation. If nobody meant it, put the rules in force again: ufw.sh.",
        "A rule that somebody needs belongs into firewall.allow of site.yaml.",
      ], source: "Any in the daily check."),
    Query(.firewallInForce).max().equals(0),
    [
      .begins("it is not", [.init(.firewallInForce, [:], 0)], []), .quiet("it is", [.init(.firewallInForce, [:], 1)]),
    ])

  private static let egress = AlertSketch(
    "EgressNotInForce", .firewall, .critical, hold: 0,
    AlertWords(
      summary: "The containers are not kept apart from the server",
      meaning:
        "The daily check has found that the rules of egress.sh are not in force. Whoever can run code in a tenant reaches this server and its networks.",
      look: ["./egress.sh --check", "systemctl status \(.site)-egress", "nft list tables"],
      remedy: ["Put them in force again: egress.sh. The journal of its service says who removed them."],
      source: "Any in the daily check."),
    Query(.egressInForce).max().equals(0),
    [.begins("they are not", [.init(.egressInForce, [:], 0)], []), .quiet("they are", [.init(.egressInForce, [:], 1)])])

  private static let drift = AlertSketch(
    "Drift", .firewall, .warning, hold: 0,
    AlertWords(
      summary: "The server differs from its folder",
      meaning:
        "The daily check has found files, containers or rules that somebody has changed by hand. The next deployment undoes that.",
      look: ["./drift.sh", "git status"],
      remedy: [
        "What should stay belongs into site.yaml or a template; then build and deploy.",
        "What should not stay: deploy.sh puts this folder's state back.",
      ], source: "Any in the daily check."),
    Query(.driftFindings).max().isAbove(0),
    [.begins("one", [.init(.driftFindings, [:], 1)], []), .quiet("none", [.init(.driftFindings, [:], 0)])])
}
