import Diagnostics
import Document
import Schema

/// An upload lies in /tmp until its request has been read (werkzeug/formparser.py), and /tmp is memory of the container.
enum TemporaryFilesFit: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let instances = Instance.all(site).all
    decoding.examineEach(.temporaryFiles, plan.containers.instances) { t, pair in
      let (tmp, memory) = (t(pair.odoo.container.tmp), t(pair.odoo.container.memory))
      let upload = t(site.nginx.clientMaxBodySize)
      let name = t(pair.odoo.identity.service).printed
      if tmp < upload {
        return .warning(
          "\(name): an upload of nginx.client_max_body_size (\(upload.printed)) does not fit into its /tmp of \(tmp.printed)",
          about: pair.odoo.container.tmp,
          help: "write \(upload.printed) or more, or a smaller nginx.client_max_body_size")
      }
      guard tmp.mebibytes > memory.mebibytes / 2 else { return nil }
      let isWritten = instances.contains { $0.names.service.printed == name && t($0.settings.container.tmp) != nil }
      return .warning(
        "\(name): files in its /tmp may take \(tmp.printed) of the container's \(memory.printed) of memory, which its processes need",
        about: isWritten ? pair.odoo.container.tmp : site.nginx.clientMaxBodySize,
        help: "write a smaller nginx.client_max_body_size or container.tmp, or give the host more memory")
    }
  }
}
