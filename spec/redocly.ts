import { fileURLToPath } from 'node:url'

/** Redocly's script, to be run with `process.execPath`, because the binary may not be on the PATH. */
export const REDOCLY = fileURLToPath(new URL('bin/cli.js', import.meta.resolve('@redocly/cli/package.json')))

/** Environment for Redocly, which disables its telemetry and update check. */
export const REDOCLY_ENV = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
}
