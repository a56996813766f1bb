import Testing

@testable import Deployment

@Suite struct ResticRepositoryTests {
  @Test(arguments: [
    "s3:https://s3.eu-central-1.amazonaws.com/stockshop-backup", "s3:s3.amazonaws.com/bucket/path",
    "s3:localhost:9000/bucket", "s3://s3.example.net/bucket",
    "sftp:backup@host:/srv/restic", "sftp://backup@host:2222//srv/restic", "sftp:host:restic",
    "rest:https://backup.example.org:8000/stockshop/", "b2:bucket:path", "azure:container:/", "gs:bucket:/x",
    "swift:container:/x", "rclone:remote:path", "/srv/restic", "b2:bucket:",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ResticRepository.self, text) == text)
  }

  @Test(arguments: [
    ("/srv//restic/", "/srv/restic")
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(ResticRepository.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "contains a user or a password [restic-format] | write it without them, and keep them in the secret restic_environment",
      [
        "rest:https://user:secret@backup.example.org/", "rest:https://user@backup.example.org/",
        "s3:https://key:secret@s3.example.net/b", "sftp:backup:secret@host:/srv", "sftp://backup:secret@host/srv",
      ]),
    Refused(
      "has no URL after rest: [restic-format] | write rest:https://host:8000/path/",
      ["rest:backup.example.org"]),
    Refused(
      "has no place after rest: [restic-format] | write a path, or one of s3: sftp: rest: b2: azure: gs: swift: rclone: and a place, such as sftp:backup@host:/srv/restic",
      ["rest:"]),
    Refused(
      "has no bucket after the host [restic-format] | write s3:https://host/bucket, for example s3:https://s3.eu-central-1.amazonaws.com/stockshop-backup",
      ["s3:bucket"]),
    Refused(
      "has no host: restic takes what stands before the first / for one [restic-format] | write s3:https://host/bucket, for example s3:https://s3.eu-central-1.amazonaws.com/stockshop-backup",
      ["s3://bucket/path", "s3://bucket", "s3:bucket/path", "s3:/bucket/path"]),
    Refused(
      "has no place after s3: [restic-format] | write a path, or one of s3: sftp: rest: b2: azure: gs: swift: rclone: and a place, such as sftp:backup@host:/srv/restic",
      ["s3:"]),
    Refused(
      "has no path after the host [restic-format] | write sftp:user@host:/path or sftp://user@host:22//path",
      ["sftp:host"]),
    Refused(
      "has no place after sftp: [restic-format] | write a path, or one of s3: sftp: rest: b2: azure: gs: swift: rclone: and a place, such as sftp:backup@host:/srv/restic",
      ["sftp:"]),
    Refused(
      "has no path after the bucket [restic-format] | write b2:bucket:/path",
      ["b2:bucket"]),
    Refused(
      "has no path after the bucket [restic-format] | write azure:bucket:/path",
      ["azure::x"]),
    Refused(
      "has no place after gs: [restic-format] | write a path, or one of s3: sftp: rest: b2: azure: gs: swift: rclone: and a place, such as sftp:backup@host:/srv/restic",
      ["gs:"]),
    Refused(
      "does not name the kind of storage [restic-format] | write rest: before it for a REST server, or s3: for S3",
      ["https://backup.example.org/"]),
    Refused(
      "is a path that depends on where restic runs [restic-format] | write the absolute path",
      ["./restic", "~/restic"]),
    Refused(
      "is not a restic repository [restic-format] | write a path, or one of s3: sftp: rest: b2: azure: gs: swift: rclone: and a place, such as sftp:backup@host:/srv/restic",
      ["restic", "ftp:host:/x", "S3:https://s3.example.net/b", ""]),
    Refused(
      "is not a supported path [restic-format] | write a path, or one of s3: sftp: rest: b2: azure: gs: swift: rclone: and a place, such as sftp:backup@host:/srv/restic",
      ["/", "/srv/../x", "/srv/a b"]),
    Refused(
      "has an unsupported character [restic-format] | write letters, digits and . / : @ _ ~ + - after s3:",
      ["s3:https://s3.example.net/b c", "s3:https://s3.example.net/$b", "s3:-x/y", "s3:https://s3.example.net/b\n"]),
    Refused(
      "is longer than 1024 bytes [too-long] | write a shorter restic repository",
      [many("a", 1025)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ResticRepository.self, text) == refused.finding) }
  }
}
