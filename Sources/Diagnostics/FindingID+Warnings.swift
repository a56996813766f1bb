extension FindingID {
  /// The kinds of warnings about a site: those that `lint.allow` can silence. Some of them are errors too, where the same thing is worse;
  /// no error is ever silenced.
  public static let warningsAboutSites: [FindingID] = [
    .addressPrivate, .alertsUnreachable, .allowEveryone, .backupDeletable, .backupHere, .caaForbids, .caaUnknown,
    .capacityTenants, .capacityUsers, .domainUncertifiable, .egressMetadata, .egressNeedless, .imageNotRebuilt,
    .imageUnpinned, .imageVersion, .limitsDatabases, .limitsHost, .limitsOrder, .lintUnused, .logLevel, .mailPassword,
    .mailPlain, .mailPort, .memoryWorkers, .monitoringMemory, .monitoringRelay, .monitoringTimezone, .odooOption,
    .postgresOption, .postgresUnmaintained, .provisioningLimits, .proxyBypass, .proxyEveryone, .queueJobWorkers,
    .restoreTest, .revisionMoves, .serverDirectory, .superadminOpen, .temporaryFiles,
  ]
}
