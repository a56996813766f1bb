public import Diagnostics

/// Something that the old deployment says: one option, one value, one directive, one instruction.
public struct Fact: Hashable, Sendable {
  /// What it is, such as `workers` or `services.odoo.image`.
  public var name: String
  /// Its value as it may be shown: never a password.
  public var value: String
  /// Where it stands.
  public var place: Place
  /// What becomes of it; never empty once the import is done.
  public var fates: [Fate]
}

/// What becomes of a fact.
public enum Fate: Hashable, Sendable {
  /// It is in site.yaml, under this setting.
  case carried(key: String, value: String)
  /// gen does the same without a setting; how.
  case same(String)
  /// gen does something else, and why. What it writes instead is nil where it writes nothing of the kind.
  case changed(now: String?, why: String)
  /// It becomes a secret of this name.
  case secret(String)
  /// It says where data is, and how that comes along.
  case data(String)
  /// It is not carried over; why, and what can be done.
  case left(String)
}

/// Where gen writes what a fact was about.
enum Counterpart {
  /// An option of the instance's odoo.conf.
  case option(Role, String)
  /// A key of a service of docker-compose.yml.
  case service(String, [String])
  /// A directive of the instance's site of nginx.
  case directive(Role, String)
}

/// All facts, each with what becomes of it: what nothing settles is not carried over, so that nothing is lost without a word.
struct Ledger {
  private(set) var facts: [Fact] = []
  /// Facts whose fate depends on what gen writes, and the reason where it differs.
  private(set) var compared: [(fact: Int, counterpart: Counterpart, why: String)] = []
  private var isCompared: Set<Int> = []

  /// Notes a fact.
  ///
  /// - Parameter value: the value as it is written; what is secret in it is hidden.
  mutating func note(_ name: String, _ value: String, at place: Place) -> Int {
    facts.append(Fact(name: name, value: Sensitive.shown(value, of: name), place: place, fates: []))
    return facts.count - 1
  }

  /// Says what becomes of a fact, besides what was said of it before.
  mutating func settle(_ fact: Int, _ fate: Fate) {
    if !facts[fact].fates.contains(fate) { facts[fact].fates.append(fate) }
  }

  /// Has a fact compared with what gen writes.
  ///
  /// - Parameter why: why gen's value is another one, where it is.
  mutating func compare(_ fact: Int, with counterpart: Counterpart, _ why: String) {
    if isCompared.insert(fact).inserted { compared.append((fact, counterpart, why)) }
  }

  /// Whether nothing has been said of a fact.
  func isOpen(_ fact: Int) -> Bool { facts[fact].fates.isEmpty && !isCompared.contains(fact) }

  /// Hides the value of a fact.
  mutating func mask(_ fact: Int) { facts[fact].value = Sensitive.mark }

  /// Hides texts that are known to be secret wherever they stand in a value.
  mutating func hide(_ secrets: Set<String>) {
    for index in facts.indices {
      for secret in secrets where facts[index].value.contains(secret) {
        facts[index].value = facts[index].value.replacing(secret, with: Sensitive.mark)
      }
    }
  }

  /// Gives every fact that nothing was said of its fate.
  mutating func close(_ reason: String) {
    for index in facts.indices where facts[index].fates.isEmpty { facts[index].fates = [.left(reason)] }
  }
}
