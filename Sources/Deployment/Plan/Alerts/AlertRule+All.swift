import Schema

extension AlertRule {
  /// Every alert of a site, area by area; none without monitoring.
  static func all(_ facts: AlertFacts, site name: Traced<ProjectName>, isOn: Traced<Bool>) -> Traced<[AlertRule]> {
    let everywhere =
      AlertSketch.disk + AlertSketch.host + AlertSketch.metrics + AlertSketch.database(facts) + AlertSketch.web(facts)
      + AlertSketch.containers(facts) + AlertSketch.jobs + AlertSketch.backups(facts) + AlertSketch.certificates
      + AlertSketch.guards + AlertSketch.monitoring(facts)
    let sketches: Traced<[AlertSketch]> = .joined(
      Traced(constant: everywhere).only { t, _ in t(isOn) },
      Traced(constant: AlertSketch.prometheus).only { t, _ in t(facts.isLocal) })
    let scope: Traced<String?> = derive { t in t(facts.isRemote) ? t(name).printed : nil }
    return sketches.each { AlertRule($0, site: name, scope: scope) }
  }
}
