/// What kind of finding it is: the name in brackets after a message, which stays as it is from version to version.
///
/// `FindingArea` has a text on each.
public enum FindingID: String, CaseIterable, Sendable {
  // Reading site.yaml
  case alias, anchor, byteOrderMark, complexKey, controlCharacter, directive, duplicateKey, emptyDocument, emptyKey,
    encoding, fileTooLarge, invalidUtf8, keyLength, mergeConflict, mergeKey, severalDocuments, tabIndentation, tag,
    tooDeep,
    yamlSyntax

  // Keys and types of site.yaml
  case booleanFormat, integerFormat, languageVersion, missingKey, missingValue, outOfRange, placeholder,
    reservedKey, secretInSite,
    tooLong, unknownChoice, unknownKey, wrongType

  // Values of settings
  case accountFormat, acmeFormat, channelsFormat, cidrFormat, cidrHostBits, commentFormat, connectionsFormat,
    countryFormat, cpusFormat, cronFormat, databaseFormat, databaseReserved, directivesEmpty, directivesFormat,
    domainFormat, durationFormat, emailFormat, hostFormat, imageFormat, ipv4Format, ipv6Format, languageFormat,
    lintName, mailRateFormat, moduleFormat, nameFormat, optionFormat, optionValue, packageFormat, pathFormat,
    quietHoursFormat,
    rateFormat,
    repositoryFormat, requirementFormat, resticFormat, revisionFormat, sizeFormat, subnetsFormat, tenantFormat,
    tenantReserved, timezoneFormat, urlFormat, variableName, variableValue, workersFormat

  // Rules across settings
  case addonsClash, addressPrivate, addressUnusable, alertsUnreachable, allowEveryone, apexTarget, backupDeletable,
    backupHere, backupTwice, caaForbids, caaUnknown, capacityTenants, capacityUsers,
    certbotPlugin, challengeUnreachable, connections, contactInZone, containerCpus, containerMemory,
    domainUncertifiable, egressContainers, egressIpv6, egressMetadata, egressNeedless, firewallComment, folderOverlap,
    imageNotRebuilt, imageUnpinned, imageVersion, limitsDatabases, limitsHost, limitsOrder, lintUnused, logLevel,
    mailAccount,
    mailCertificate, mailPassword, mailPlain, mailPort, memoryWorkers, monitoringFrom, monitoringMemory,
    monitoringPages, monitoringRelay, monitoringTimezone, odooOption, portClash, postgresOption, postgresTooOld,
    postgresUnmaintained, providerZoneNames, providerZoneProvider, providerZoneTwice, provisioningLimits, proxyBypass,
    proxyEveryone, queueJobModule, queueJobWorkers, restoreTest, revisionMoves, sameDomain, serverDirectory,
    snippetIneffective,
    subnetsOverlap, superadminOpen, temporaryFiles, variableManaged, wildcardWithoutProvider, zoneEmpty,
    zoneNameservers

  // Template files
  case artifactClash, artifactPath, headerKey, headerLine, headerMode, headerPath, headerReference, headerValue,
    missingFormat, templateBom, templateConflict, templateControl, templateEncoding, templateLineEnd, templateSize,
    textReader,
    unknownFormat

  // Tags and expressions of templates
  case chainedComparison, expressionSize, filterArgument, inlineElse, nestingLimit, numberFormat, strayTag,
    stringEscape, unclosedComment, unclosedString, unclosedTag, unexpectedCharacter, unexpectedToken, unknownFilter,
    unknownTag, unsupportedCall, unsupportedField, unsupportedFilter, unsupportedFloat, unsupportedMapping,
    unsupportedNone, unsupportedOperator, unsupportedSubscript, unsupportedTag, unsupportedTest, unsupportedUnpacking

  // Names and types in templates
  case alwaysDefined, arithmeticResult, arithmeticType, assignedType, branchType, comparisonType, concatenationType,
    conditionType, divisionByZero, emptyList, filterType, hiddenField, holeBoolean, holeList, holeRecord,
    impossibleComparison, listPlace, loopAlone, loopOutside, loopType, mayBeAbsent, mayBeEmpty, membershipType,
    nameTaken, notARecord, presenceOperand, referenceArgument, referenceCircle, referenceElement, secretValue,
    unknownArtifact, unknownField, unknownName, unsettledVariable, variableLimit

  // Branches, loops and includes
  case branchesDiffer, includePath, includeRecursion, loopDiffers, unfinished, unknownTemplate

  // Places of values
  case holeAfterEscape, holeAfterVariable, holeInBlock, holeInCommand, holeInComment, holeInDelimiter,
    holeInDirective, holeInKey, holeInLine, holeInLink, holeInList, holeInProgram, holeInSyntax, holeInTag,
    holeInValue, holeInWord

  // nginx
  case fragmentFormat, fragmentLeavesPlace, fragmentLine, fragmentPlace, fragmentSyntax, fragmentUnfinished,
    holeInClass, mixedArgument, nginxBrace, nginxDollar, nginxEmpty, nginxKey, nginxLeading, nginxLength,
    nginxLocation, nginxLua, nginxPattern

  // Shell scripts
  case holeInArithmetic, holeInDescriptor, holeInExpansion, optionInjection, shArithmetic, shBash, shCase, shControl,
    shDelimiter, shDollarQuote, shFor, shHereDelimiter, shHereDocument, shHereString, shHereTab, shInterpreter,
    shLine, shParenthesis, shPipe, shProcess, shRedirection, shSemicolon

  // YAML and compose files
  case composeCommand, composeDollar, composeKey, composePair, holeAfterDollar, mixedScalar, yamlBlock, yamlBracket,
    yamlContinued, yamlControl, yamlEscape, yamlLength, yamlMeaning, yamlNestedKey, yamlQuotedLine, yamlUnmodelled

  // odoo.conf, .env, zones and Postfix
  case dotenvControl, dotenvLine, dotenvName, dotenvQuote, dotenvSingle, holeInPattern, holeInSection, iniBlank,
    iniContinuation, iniKey, iniLine, iniPath, iniTwice, iniWord, mixedValue, postfixWord, zoneControl, zoneEscape,
    zoneLength, zoneName, zoneParenthesis, zoneRelativeName, zoneString

  // crontab
  case cronBackslash, cronControl, cronLength, cronLine, cronPercent, cronValue, holeInRecipient, holeInSchedule,
    holeInUser

  // Dockerfile
  case dockerfileBlank, dockerfileDirective, dockerfileHeredoc, dockerfileLine, dockerfileList, dockerfileQuote,
    dockerfileShell, dockerfileSingle, holeInInstruction

  // Markdown, HTML and JSON
  case holeInCommands, holeInFence, holeInHtml, holeInIndented, holeInMarkup, holeInPicture, htmlControl, htmlSyntax,
    jsonControl, jsonSyntax, markdownBlank, markdownCode, markdownControl, markdownDefinition, markdownFence,
    markdownFrontMatter, markdownHtml, markdownLink, markdownNumber, markdownTask

  // Output folder
  case artifactSize, boundSetting, cannotCreate, damagedManifest, editedFile, editedOrphan, fileExists, folderInUse,
    foreignFile, foreignFolder, internalRecording, internalSecondCheck, linkAsOutput, linkInOutput, mergedFile,
    missingFile, newerManifest, notAFile, notAFolder, orphanFile, otherSite, staleFile

  // Reviewing a change
  case cannotBeUndone, interruptsService, losesData, opensPort, touchesSecret, weakensIsolation, weakensTls,
    widensAccess

  // Secrets
  case gitFailed, gitMissing, givenSecret, noSecret, rotationUnfinished, secretInGit, secretLink, secretMissing,
    secretMode, secretNotIgnored, secretOwner, secretParent, secretReused, secretUnusable, secretWeak, secretsInVault

  // Command line and files
  case baseFormat, inputOutput, inputTooLarge, missingInput, moreFindings, noArtifact, noBase, noCommandLine, noKey,
    noLine, noSiteLine, noTemplate, nothingToImport, noTopic, templatesFolder
}

extension FindingID: CustomStringConvertible {
  /// The name as people see it, such as `size-format` for `sizeFormat`.
  public var name: String {
    rawValue.utf8.reduce(into: "") { name, byte in
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      name += isCapital ? "-" : ""
      name.unicodeScalars.append(UnicodeScalar(isCapital ? byte | 0x20 : byte))
    }
  }

  /// The name as people see it.
  public var description: String { name }

  /// Finds a kind by the name that people see.
  public init?(named name: String) {
    guard let id = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = id
  }
}
