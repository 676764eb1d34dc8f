import { fileURLToPath } from 'node:url'

/** The file that runs Redocly, for `process.execPath`: whoever starts a script need not have it on the PATH. */
export const REDOCLY = fileURLToPath(new URL('bin/cli.js', import.meta.resolve('@redocly/cli/package.json')))

/** The environment to run it in: it calls home nowhere. */
export const REDOCLY_ENV = {
  ...process.env,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
}
