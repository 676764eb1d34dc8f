/**
 * Configuration for listing tests only: a package's own configuration may have a slow global setup, which listing does
 * not need. A single thread, because all files load the same modules.
 */
export default { test: { pool: 'threads', isolate: false, maxWorkers: 1 } }
