using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    # The local server is on this machine, which workerd allows no program by default.
    (name = "local", network = (allow = ["private", "local"])),
  ],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.bundle.js")],
  compatibilityDate = "2026-01-01",
  globalOutbound = "local",
  bindings = [
    (name = "baseUrl", fromEnvironment = "TESTSIGMA_BASE_URL"),
    (name = "apiKey", fromEnvironment = "TESTSIGMA_API_KEY"),
  ],
);
