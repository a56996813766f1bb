/// What kind of part of an artifact it is, as far as applying a change of it is concerned. `ImpactTable` has a row on each.
public enum PartKind: String, CaseIterable, Sendable {
  // docker-compose.yml
  case composeProject, composeService, composeBuild, composeNetwork, composeVolume, composeSecret, composeOther

  // What is in containers
  case mounted, image

  // ops/site.sh
  case firewallRules, egressRules, networkList, hostValue, certificateValue, secretValue, mailValue, siteValue

  // The host
  case nginx, installer, certificateHook, certificateCredentials, mail, vault, monitoring, crontab, records, zoneSync

  // What people and scripts read
  case script, page, secretList, foreign
}

/// A part of an artifact.
public struct ArtifactPart: Hashable, Sendable {
  /// What kind of part it is.
  public var kind: PartKind
  /// The service, the network, the variable or the file.
  public var name: String
  /// Of a service in docker-compose.yml, the key under it.
  var key = ""
}
