import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT, run } from '../run.ts'

/** A package with code that is generated from the bundle. */
export interface Generator {
  /** Name without scope, such as `client`. */
  readonly name: string
  readonly folder: string
  /** The command of the script `generate`. */
  readonly command: string
}

/** All packages in `packages` with a script `generate`. */
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

/** Writes the bundle in both formats. @throws {Error} with the output of the bundler */
export async function bundle(root = ROOT): Promise<void> {
  await expectSuccess('The contract cannot be bundled', process.execPath, ['bundle.ts'], join(root, 'spec'))
}

/** Runs one generator. @throws {Error} with the output of the generator */
export async function generate({ name, folder, command }: Generator): Promise<void> {
  await expectSuccess(`${name} cannot be generated`, 'sh', ['-c', command], folder)
}

async function expectSuccess(failure: string, command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(command, args, cwd)
  if (code !== 0) throw new Error(`${failure}:\n${output.trim()}`)
}
