/**
 * For listing tests: a package's own configuration may build things before any test, which listing does not need. One
 * thread for all files, as they load the same modules.
 */
export default { test: { pool: 'threads', isolate: false, maxWorkers: 1 } }
