public import Schema

/// A container's hard caps.
public struct ContainerPlan: Tabled {
  let memory: Traced<ByteCount>
  let memoryMebibytes: Traced<Int>
  let cpus: Traced<CPUCount>
  let pids: Traced<Int>
  let openFiles: Traced<Int>
  let tmp: Traced<ByteCount>

  /// The effective caps.
  public static let table = Table(
    "container", ContainerPlan.init,
    Row("memory", \.memory, "Memory that the container may use."),
    Row("memory_mib", \.memoryMebibytes, "The same in MiB."),
    Row("cpus", \.cpus, "Processors that the container may use."),
    Row("pids", \.pids, "Processes and threads that the container may have."),
    Row("open_files", \.openFiles, "Files and connections that each of its processes may have open."),
    Row("tmp", \.tmp, "The size of /tmp, which is in the container's memory."))
}

extension ContainerPlan {
  /// What the operator grants an instance of Odoo, or its share.
  init(_ instance: Instance, _ share: InstanceShare, processes: Traced<Int>, _ site: Site) {
    let (container, server) = (instance.settings.container, site.server)
    self.init(
      memory: derive("what server.memory leaves, in proportion to the processes' memory and /tmp") { t in
        t(container.memory) ?? share.sizing(t) { $0.container(of: $0.instances.all[share.number]) }
      }.overridden(by: container.memory),
      cpus: derive("server.cpu_cores") { t in t(container.cpus) ?? .cores(t(server.cpuCores)) }
        .overridden(by: container.cpus),
      pids: derive("256 + 32 × processes") { t in 256 + 32 * t(processes) },
      openFiles: derive { t in
        guard let users = t(instance.load)?.users else {
          t.explain("\(OpenFiles.standard)")
          return OpenFiles.standard
        }
        t.explain("1024 and 8 for each of odoo.capacity.users, from \(OpenFiles.standard) to \(OpenFiles.most)")
        return OpenFiles.needed(users: users)
      },
      tmp: derive("nginx.client_max_body_size + 16MiB × processes") { t in
        .mebibytes(share.sizing(t) { $0.instances.all[share.number].temporaryBytes } >> 20)
      }.overridden(by: container.tmp))
  }

  /// Caps in whole MiB.
  init(
    memory: Traced<ByteCount>, cpus: Traced<CPUCount>, pids: Traced<Int>, openFiles: Traced<Int>,
    tmp: Traced<ByteCount>
  ) {
    self.init(
      memory: memory, memoryMebibytes: derive("in MiB") { t in t(memory).mebibytes }, cpus: cpus, pids: pids,
      openFiles: openFiles, tmp: tmp)
  }
}

/// How many files a process in a container may have open.
///
/// The engine's own limit was a million, and is 1,024 from Docker Engine 29 on (moby#51485). The process for
/// websockets has a connection for each browser of all tenants, and one to the database server for many of them.
enum OpenFiles {
  /// Enough for any process without many visitors.
  static let standard = 16_384
  /// The kernel's own bound, `fs.nr_open`.
  static let most = 1_048_576

  /// For the browsers of some users who work at the same time: several windows each, and those that were left open.
  static func needed(users: Int) -> Int { min(max(1024 + 8 * users, standard), most) }
}
