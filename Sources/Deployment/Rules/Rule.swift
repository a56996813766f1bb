import Diagnostics
public import Document
import Schema

/// One thing that must hold across settings, or that the operator should know.
protocol Rule {
  /// Looks at the site and at what follows from it.
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding)
}

/// All rules.
public enum Rules {
  private static var all: [any Rule.Type] {
    [
      WorkersFitMemory.self, CapacityIsMet.self, TenantsFit.self, TemporaryFilesFit.self, ConnectionsFit.self,
      PortsDiffer.self, DomainsDiffer.self,
      PostgresIsNewEnough.self, ImageIsPinned.self, ImageIsRebuilt.self, ImageHasVersion.self, RestoreTestIsApart.self,
      BackupsOutliveTheServer.self,
      OptionsAreTheOperators.self,
      WildcardHasProvider.self, ApexHasOneTarget.self, ZonesAreServed.self, CommentsFitFirewall.self,
      ContainersFitHost.self, LimitsAgree.self, AddonsHaveNames.self, FoldersKeepApart.self,
      FailedLoginsAreLogged.self,
      MailPasswordIsOutOfReach.self, MailServerIsProved.self, MailAccountFitsRelay.self,
      MailPortFitsSecurity.self, RevisionStays.self,
      AuthorityIsKnown.self, ProxiesAreTheOnlyWay.self,
      ContactFitsZones.self, ProviderZonesHoldNames.self, ProvisioningFits.self, GivenCertificateIsAllowed.self,
      CertbotHasPlugin.self, DatabaseOptionsAreSafe.self, ProxiesAreNotEveryone.self, AllowListsRestrict.self,
      ServerDirectoryIsOurs.self, KeysKeepApart.self, BackupsKeepApart.self, SubnetsAreFree.self, EgressIsMeant.self,
      VariablesAreTheOperators.self, JobsHaveWorkers.self, ChallengeCanBeAnswered.self,
      SnippetsTakeEffect.self, AddressIsPublic.self, DomainsCanBeCertified.self, SuperadminIsRestricted.self,
      MonitoringIsReached.self, MonitoringFitsMemory.self, MonitoringPagesAreClosed.self, AlertmanagerKeepsUp.self,
      AlertsReachSomebody.self, LintIsNeeded.self,
    ]
  }

  /// Asks every rule.
  public static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.allow(site.lint.allow) { $0.id }
    for rule in all { rule.examine(site, plan, in: &decoding) }
    assert(
      decoding.diagnostics.all.allSatisfy { $0.severity == .error || FindingID.warningsAboutSites.contains($0.id) },
      "a warning is missing in FindingID.warningsAboutSites")
  }
}
