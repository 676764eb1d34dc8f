import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pnpm } from '../../release/steps.ts'
import { succeed } from './command.ts'
import type { Registry } from './registry.ts'

/** A package manager in an empty folder. */
export interface Manager {
  /** The command that adds packages; each name is `name@version`. */
  readonly add: (names: readonly string[]) => [command: string, args: readonly string[]]
  /** The command that runs a program in that folder. */
  readonly run: (file: string) => [command: string, args: readonly string[]]
  /** Files that it needs in addition to `package.json`. */
  readonly files?: (registry: Registry) => Readonly<Record<string, string>>
  /** Environment variables that it needs. */
  readonly env?: (registry: Registry) => Readonly<Record<string, string>>
}

/** By default, Deno does not install packages that were published recently, and neither does Yarn. */
const NO_AGE = '--minimum-dependency-age=0'

const node: Manager['run'] = (file) => [process.execPath, [file]]

/** Package managers. `tools` has the paths of those that come neither with Node nor with this repository. */
export function managersWith(
  tools: Readonly<Record<'yarn' | 'bun' | 'deno', string>>,
): Readonly<Record<string, Manager>> {
  const yarn = (...args: string[]): [string, string[]] => [process.execPath, [tools.yarn, ...args]]
  return {
    npm: { add: (names) => ['npm', ['install', '--no-audit', '--no-fund', ...names]], run: node },
    pnpm: { add: (names) => pnpm(['add', ...names]), run: node },
    // Plug'n'Play: a package can only import its declared dependencies.
    yarn: {
      add: (names) => yarn('add', ...names),
      run: (file) => yarn('node', file),
      files: ({ url, folder }) => ({
        'yarn.lock': '',
        '.yarnrc.yml': [
          `npmRegistryServer: "${url}"`,
          'unsafeHttpWhitelist: ["127.0.0.1"]',
          'enableTelemetry: false',
          'enableImmutableInstalls: false',
          'npmMinimalAgeGate: 0',
          `globalFolder: "${join(folder, 'yarn')}"`,
        ].join('\n'),
      }),
    },
    bun: {
      add: (names) => [tools.bun, ['add', ...names]],
      run: (file) => [tools.bun, [file]],
      env: ({ url, folder }) => ({ BUN_CONFIG_REGISTRY: url, BUN_INSTALL_CACHE_DIR: join(folder, 'bun') }),
    },
    deno: {
      add: (names) => [tools.deno, ['add', NO_AGE, ...names.map((name) => `npm:${name}`)]],
      run: (file) => [tools.deno, ['run', NO_AGE, '--no-prompt', '--allow-net=127.0.0.1', '--allow-env', file]],
      env: ({ url, folder }) => ({
        NPM_CONFIG_REGISTRY: url,
        DENO_DIR: join(folder, 'deno'),
        DENO_NO_UPDATE_CHECK: '1',
      }),
    },
  }
}

/** A folder with packages that a manager has installed from a registry. */
export interface Installed {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

export async function installWith(
  { add, files, env }: Manager,
  registry: Registry,
  folder: string,
  names: readonly string[],
): Promise<Installed> {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  for (const [file, text] of Object.entries(files?.(registry) ?? {})) writeFileSync(join(folder, file), text)
  const variables = { ...registry.env, ...env?.(registry) }
  const [command, args] = add(names)
  await succeed(command, args, folder, variables)
  return { folder, env: variables }
}
