import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT, run } from '../run.ts'

/** A package whose sources are generated from the bundle. */
export interface Generator {
  /** `client`. */
  readonly name: string
  readonly folder: string
  /** The command of its script `generate`. */
  readonly command: string
}

/** Every package below `packages` with a script `generate`. */
export function findGenerators(root = ROOT): Generator[] {
  return globSync('packages/*/package.json', { cwd: root })
    .map((file) => {
      const { name, scripts = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'))
      const [, shortName = name] = name.split('/')
      return { name: shortName, folder: join(root, dirname(file)), command: scripts.generate }
    })
    .filter(({ command }) => command !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** Writes the bundle, in both formats. @throws {Error} with what the bundler says */
export async function bundle(root = ROOT): Promise<void> {
  await expectSuccess('The contract cannot be bundled', process.execPath, ['bundle.ts'], join(root, 'spec'))
}

/** Writes what one package generates. @throws {Error} with what the generator says */
export async function generate({ name, folder, command }: Generator): Promise<void> {
  await expectSuccess(`${name} cannot be generated`, 'sh', ['-c', command], folder)
}

async function expectSuccess(failure: string, command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(command, args, cwd)
  if (code !== 0) throw new Error(`${failure}:\n${output.trim()}`)
}
