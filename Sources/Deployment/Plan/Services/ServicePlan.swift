public import Schema

/// A service: all that docker-compose.yml says about one container.
public struct ServicePlan: Tabled {
  package let name: Traced<Name>
  package let image: ServiceImage
  package let process: ServiceProcess
  let environment: Traced<[VariablePlan]>
  let secrets: Traced<[Traced<Name>]>
  let storage: ServiceStorage
  let links: ServiceLinks
  let probe: ProbePlan
  let caps: ServiceCaps
  let notes: ServiceNotes

  /// One service.
  public static let table = Table(
    "service", ServicePlan.init,
    Row("name", \.name, "The service's name."),
    Row(part: \.image),
    Row(part: \.process),
    Row("environment", \.environment, "The environment variables."),
    Row("secrets", \.secrets, "The secrets that are mounted under /run/secrets."),
    Row(part: \.storage),
    Row(part: \.links),
    Row("probe", \.probe, "The health check."),
    Row(part: \.caps),
    Row("notes", \.notes, "The comments in docker-compose.yml."))
}

extension ServicePlan {
  /// Every service, in the order of docker-compose.yml: database servers, the instances of Odoo, then
  /// the exporters. The first of a kind
  /// says in comments what holds for all of them.
  static func all(
    _ instances: PerInstance<Instance>, _ pairs: PerInstance<InstancePair>, _ common: ServiceCommon
  ) -> Traced<[ServicePlan]> {
    let all = instances.paired(with: pairs).all
    let servers = all.enumerated().map { index, pair in
      ServicePlan(server: pair.1.postgres, of: pair.0, common, isFirst: index == 0)
    }
    let odoos = all.enumerated().map { index, pair in
      ServicePlan(instance: pair.1.odoo, of: pair.0, common, isFirst: index == 0)
    }
    let exporters = all.enumerated().map { index, pair in
      ServicePlan(exporterOf: pair.1.postgres, of: pair.0, common.monitoring, isFirst: index == 0)
    }
    return .joined(
      Traced(constant: servers + odoos),
      Traced(constant: exporters).only { t, _ in t(common.monitoring.place.isOn) })
  }
}

/// What several services have in common.
struct ServiceCommon: Sendable {
  let site: Site
  let odoo: OdooPlan
  let postgres: PostgresPlan
  let monitoring: MonitoringPlan
  let logins: LoginRatePlan
  /// The largest upload, in bytes.
  let uploadBytes: Traced<Int>
  /// The image that all instances of Odoo run.
  let builtOnce: String
}

/// Where a service's image comes from.
public struct ServiceImage: Tabled {
  package let image: Traced<ImageReference>
  let isBuilt: Traced<Bool>
  let pullPolicy: Traced<PullPolicy?>

  /// The image.
  public static let table = Table(
    "image of a service", ServiceImage.init,
    Row("image", \.image, "The image."),
    Row("builds_image", \.isBuilt, "Whether the image is built, and this service builds it."),
    Row("pull_policy", \.pullPolicy, "When the image is pulled from a registry; if absent, only when it is missing."))
}

/// What runs in a service's container.
public struct ServiceProcess: Tabled {
  let user: Traced<Name?>
  package let command: Traced<CommandPlan?>
  let hasInit: Traced<Bool>
  let stopGrace: Traced<Int>

  /// The process.
  public static let table = Table(
    "process of a service", ServiceProcess.init,
    Row("user", \.user, "The user that it runs as; the image's own user if absent."),
    Row("command", \.command, "The command; the image's own if absent."),
    Row("has_init", \.hasInit, "Whether the engine adds an init process."),
    Row("stop_grace_seconds", \.stopGrace, "How long it may take to stop."))
}

/// The command of a service: a program, and settings that follow `-c`.
public struct CommandPlan: Tabled {
  let program: Traced<Name>
  let settings: Traced<[DatabaseSetting]>

  /// The command.
  public static let table = Table(
    "command", CommandPlan.init,
    Row("program", \.program, "The program."),
    Row("settings", \.settings, "Its settings on the command line."))
}

/// What a service may use of the host.
public struct ServiceCaps: Tabled {
  let container: ContainerPlan
  let sharedMemory: Traced<Int?>

  /// The caps.
  public static let table = Table(
    "limits of a service", ServiceCaps.init,
    Row(part: \.container),
    Row("shm_mib", \.sharedMemory, "Shared memory, in MiB; the engine's default if absent."))
}
