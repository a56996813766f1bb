import Model
import Schema
import TextTypes

@testable import Deployment

/// One type of value, for tests that hold for all of them.
struct AnyType: Sendable, CustomStringConvertible {
  /// The type's name.
  let description: String
  /// What templates know about the type.
  let type: TextType
  /// The printed form of the placeholder for a value that could not be read.
  let placeholder: String
  /// The printed form of a text, or nil.
  let print: @Sendable (String) -> String?

  init<Value: Leaf>(_ value: Value.Type) {
    description = "\(value)"
    // A type that is no text gets an alphabet that nothing fits, so that every test of it fails.
    type =
      if case .text(let type) = Value.shape { type } else {
        TextType(name: "no text", alphabet: ByteSet(), traits: .isWord)
      }
    placeholder = Value.placeholder.printed
    print = { text in printed(value, text) }
  }

  /// Every type of a setting.
  static let all = [
    AnyType(ACMEServer.self), AnyType(AbsolutePath.self), AnyType(ByteCount.self), AnyType(CIDR.self),
    AnyType(CPUCount.self), AnyType(ConnectionLimit.self), AnyType(ContainerRange.self), AnyType(CountryCode.self),
    AnyType(CronSchedule.self),
    AnyType(DatabaseName.self),
    AnyType(DebianPackage.self), AnyType(DNSProvider.self), AnyType(DomainName.self), AnyType(EmailAddress.self),
    AnyType(EnvironmentName.self), AnyType(EnvironmentValue.self), AnyType(ExternalAPI.self),
    AnyType(JobChannels.self),
    AnyType(GitRevision.self), AnyType(HTTPURL.self), AnyType(HostName.self), AnyType(IPv4Address.self),
    AnyType(IPv6Address.self), AnyType(ImageReference.self), AnyType(Locale.self), AnyType(LogLevel.self),
    AnyType(MailAccount.self), AnyType(MailRate.self), AnyType(MailRelay.self), AnyType(MailSecurity.self),
    AnyType(ModuleName.self), AnyType(MonitoringMode.self),
    AnyType(OdooVersion.self), AnyType(OperatingSystem.self),
    AnyType(DatabaseOptionValue.self), AnyType(OptionName.self), AnyType(OptionValue.self), AnyType(ProjectName.self),
    AnyType(QuietHours.self),
    AnyType(PythonRequirement.self),
    AnyType(Rate.self), AnyType(RelativePath.self), AnyType(Remark.self), AnyType(RepositoryURL.self),
    AnyType(ResticRepository.self), AnyType(Seconds.self), AnyType(SecretsProvider.self), AnyType(Swap.self),
    AnyType(TenantName.self), AnyType(TimeZoneName.self), AnyType(TransportProtocol.self), AnyType(Workers.self),
  ]
}
