/// What is written on, and runs full.
extension AlertSketch {
  static let disk = [diskLow, diskFull, diskFilling, diskFillingSoon, inodesLow, inodesFull]

  private static let mixin = "the node exporter's mixin"
  /// File systems that hold nothing, or cannot fill up.
  private static let disks = Matcher.isNot("fstype", "tmpfs|ramfs|overlay|squashfs|iso9660|nsfs|fuse.*")

  private static func percentage(_ free: Metric, of all: Metric) -> Query {
    Query(free, disks).divided(by: Query(all, disks)).times(100)
  }

  /// A disk with so many of a thousand parts left.
  private static func share(
    _ free: TestSketch.Samples, _ metrics: (Metric, Metric) = (.diskAvailable, .diskSize)
  ) -> [TestSketch.Input] {
    [
      .init(metrics.0, ["fstype": "ext4", "mountpoint": "/"], free),
      .init(metrics.1, ["fstype": "ext4", "mountpoint": "/"], 1000),
    ]
  }

  private static let root: [AlertSketch.Label] = [("fstype", "ext4"), ("mountpoint", "/")]

  private static func diskWords(_ summary: AlertWording, _ meaning: String, source: String) -> AlertWords {
    AlertWords(
      summary: summary, meaning: meaning,
      look: ["df -h", "docker system df", "du -xh --max-depth=2 /var", "journalctl --disk-usage"],
      remedy: [
        "Remove what is not needed: old images (docker image prune), old packages (apt-get clean), files in /var/tmp.",
        "If a tenant's files or databases grow, ask the tenant, or order a larger disk. Never remove files from Docker's volumes by hand.",
        "PostgreSQL ends when it cannot write its log, and Docker starts it again and again until there is room.",
      ], source: source)
  }

  private static let diskLow = AlertSketch(
    "DiskLow", .host, .warning, hold: 1800,
    diskWords(
      "The disk at \(.label("mountpoint")) is almost full",
      "Less than 5 % of a file system is free. Databases, files of the tenants, images and logs share it.",
      source: "5 % for 30 minutes: \(mixin)."),
    percentage(.diskAvailable, of: .diskSize).isBelow(5),
    [
      .begins("4.9 % are free", share(.steady("49")), root), .quiet("5.1 % are free", share(.steady("51"))),
      .quiet(
        "a file system in memory is full",
        [
          .init(.diskAvailable, ["fstype": "tmpfs", "mountpoint": "/run"], 0),
          .init(.diskSize, ["fstype": "tmpfs", "mountpoint": "/run"], 1000),
        ]),
    ])

  private static let diskFull = AlertSketch(
    "DiskFull", .host, .critical, hold: 1800,
    diskWords(
      "The disk at \(.label("mountpoint")) is full but for a rest",
      "Less than 3 % of a file system is free: PostgreSQL will soon refuse to write, and backups fail.",
      source: "3 % for 30 minutes: \(mixin)."),
    percentage(.diskAvailable, of: .diskSize).isBelow(3),
    [.begins("2.9 % are free", share(.steady("29")), root), .quiet("3.1 % are free", share(.steady("31")))])

  private static let diskFilling = AlertSketch(
    "DiskFilling", .host, .warning, hold: 3600,
    diskWords(
      "The disk at \(.label("mountpoint")) will be full within a day",
      "At the speed of the last six hours, a file system will be full within a day, and less than 40 % of it is free.",
      source: "40 % and 24 hours, for an hour: \(mixin)."),
    percentage(.diskAvailable, of: .diskSize).isBelow(40)
      .and(Query(.diskAvailable, disks).predicted("6h", inSeconds: 86400).isBelow(0)),
    [
      .begins("39 % are free, and full in 16 hours", share(.line(from: 395, by: -2)), since: 300, step: 300, root),
      .quiet("49 % are free, and full in 20 hours", share(.line(from: 490, by: -2)), until: 300, step: 300),
      .quiet("39 % are free, and full in 33 hours", share(.line(from: 395, by: -1)), until: 300, step: 300),
    ])

  private static let diskFillingSoon = AlertSketch(
    "DiskFillingSoon", .host, .critical, hold: 3600,
    diskWords(
      "The disk at \(.label("mountpoint")) will be full within hours",
      "At the speed of the last six hours, a file system will be full within four hours, and less than 20 % of it is free.",
      source: "20 % and 4 hours, for an hour: \(mixin)."),
    percentage(.diskAvailable, of: .diskSize).isBelow(20)
      .and(Query(.diskAvailable, disks).predicted("6h", inSeconds: 14400).isBelow(0)),
    [
      .begins("19 % are free, and full in 3 hours", share(.line(from: 195, by: -5)), since: 300, step: 300, root),
      .quiet("29 % are free, and full in 3.5 hours", share(.line(from: 295, by: -7)), until: 300, step: 300),
      .quiet("19 % are free, and full in 5 hours", share(.line(from: 199, by: -3)), until: 300, step: 300),
    ])

  private static let inodesLow = AlertSketch(
    "InodesLow", .host, .warning, hold: 1800,
    inodeWords(
      "The disk at \(.label("mountpoint")) has few inodes left", "Less than 5 %",
      source: "5 % for 30 minutes: \(mixin)."),
    percentage(.inodesFree, of: .inodes).isBelow(5),
    [
      .begins("4.9 % are free", share(.steady("49"), (.inodesFree, .inodes)), root),
      .quiet("5.1 % are free", share(.steady("51"), (.inodesFree, .inodes))),
    ])

  private static let inodesFull = AlertSketch(
    "InodesFull", .host, .critical, hold: 1800,
    inodeWords(
      "The disk at \(.label("mountpoint")) has almost no inodes left", "Less than 3 %",
      source: "3 % for 30 minutes: \(mixin)."),
    percentage(.inodesFree, of: .inodes).isBelow(3),
    [
      .begins("2.9 % are free", share(.steady("29"), (.inodesFree, .inodes)), root),
      .quiet("3.1 % are free", share(.steady("31"), (.inodesFree, .inodes))),
    ])

  private static func inodeWords(_ summary: AlertWording, _ share: String, source: String) -> AlertWords {
    AlertWords(
      summary: summary,
      meaning:
        "\(share) of a file system's inodes are free. Without one, no file can be made, even where there is room.",
      look: ["df -i", "du --inodes -x --max-depth=3 /var"],
      remedy: [
        "Find the folder with very many small files, such as sessions or a queue of mail, and remove those that are old.",
        "A file system gets more inodes only with more room.",
      ], source: source)
  }
}
