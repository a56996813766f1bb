public import Schema

/// Whether an instance of Odoo makes tenants by itself.
public struct ProvisioningPlan: Tabled {
  let provisionsTenants: Traced<Bool>
  let tenantsVolumePath: Traced<AbsolutePath?>

  /// The effective settings.
  public static let table = Table(
    "provisioning", ProvisioningPlan.init,
    Row("provisions_tenants", \.provisionsTenants, "Whether it creates tenants' databases itself."),
    Row("tenants_volume_path", \.tenantsVolumePath, "The folder of the tenants' data, if it creates tenants itself."))
}

extension ProvisioningPlan {
  init(isOn: Traced<Bool>) {
    self.init(
      provisionsTenants: isOn,
      tenantsVolumePath: derive("odoo.superadmin.provisions_tenants") { t in
        t(isOn) ? AbsolutePath(canonical: "/var/lib/odoo-tenants") : nil
      })
  }
}
