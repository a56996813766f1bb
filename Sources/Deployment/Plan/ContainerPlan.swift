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
  init(
    _ container: ContainerSettings, _ sizing: Traced<Sizing>,
    _ which: @escaping @Sendable (Sizing) -> Sizing.Instance, cores: Traced<Int>
  ) {
    let memory = derive("what server.memory leaves, in proportion to processes") { t in
      let size = t(sizing)
      return t(container.memory) ?? size.container(of: which(size))
    }.overridden(by: container.memory)
    self.init(
      memory: memory, memoryMebibytes: derive("in MiB") { t in t(memory).mebibytes },
      cpus: derive("server.cpu_cores") { t in t(container.cpus) ?? .cores(t(cores)) }.overridden(by: container.cpus),
      pids: derive("256 + 32 × processes") { t in 256 + 32 * which(t(sizing)).processes })
  }
}
