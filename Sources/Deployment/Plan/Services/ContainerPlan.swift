public import Schema

/// A container's hard caps.
public struct ContainerPlan: Tabled {
  let memory: Traced<ByteCount>
  let memoryMebibytes: Traced<Int>
  let cpus: Traced<CPUCount>
  let pids: Traced<Int>

  /// The effective caps.
  public static let table = Table(
    "container", ContainerPlan.init,
    Row("memory", \.memory, "Memory that the container may use."),
    Row("memory_mib", \.memoryMebibytes, "The same in MiB."),
    Row("cpus", \.cpus, "Processors that the container may use."),
    Row("pids", \.pids, "Processes and threads that the container may have."))
}

extension ContainerPlan {
  /// What the operator grants an instance of Odoo, or its share.
  init(_ container: ContainerSettings, _ share: InstanceShare, processes: Traced<Int>, cores: Traced<Int>) {
    self.init(
      memory: derive("what server.memory leaves, in proportion to processes") { t in
        t(container.memory) ?? t(share.sizing).container(of: t(share.own))
      }.overridden(by: container.memory),
      cpus: derive("server.cpu_cores") { t in t(container.cpus) ?? .cores(t(cores)) }.overridden(by: container.cpus),
      pids: derive("256 + 32 × processes") { t in 256 + 32 * t(processes) })
  }

  /// Caps in whole MiB.
  init(memory: Traced<ByteCount>, cpus: Traced<CPUCount>, pids: Traced<Int>) {
    self.init(
      memory: memory, memoryMebibytes: derive("in MiB") { t in t(memory).mebibytes }, cpus: cpus, pids: pids)
  }
}
