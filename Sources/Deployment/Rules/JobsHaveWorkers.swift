import Diagnostics
import Document
import Schema

/// The job queue runs only if its module is loaded for every database, and leaves workers for people: the runner has each job
/// run by a request of its own (OCA/queue, queue_job/jobrunner/runner.py).
enum JobsHaveWorkers: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.queueJobModule) { t in
      guard let jobs = t(site.odoo.queueJob),
        !t(site.odoo.serverWideModules).contains(where: { t($0).printed == "queue_job" })
      else { return nil }
      return .error(
        "odoo.queue_job has no effect: queue_job is not among odoo.server_wide_modules", about: jobs.channels,
        help:
          "write server_wide_modules: [queue_job], with the module in a folder of odoo.addons; or remove odoo.queue_job"
      )
    }
    decoding.examine(.queueJobWorkers) { t in
      guard let jobs = t(site.odoo.queueJob) else { return nil }
      let (capacity, workers) = (t(jobs.channels).capacity, t(plan.containers.odoo.tenants.processes.workers))
      guard workers > 0, capacity >= workers else { return nil }
      return .warning(
        "odoo.queue_job.channels: \(capacity) jobs at the same time leave none of the tenants' \(workers) workers for people",
        about: jobs.channels, help: workers > 1 ? "write at most root:\(workers - 1)" : "give the tenants more workers")
    }
  }
}
