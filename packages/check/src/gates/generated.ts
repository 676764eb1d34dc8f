import { glob, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Gate } from '../gate.ts'
import { compareWithFresh } from '../regenerate.ts'

export const generated: Gate = {
  name: 'generated',
  kind: 'stale',
  summary: 'src/generated of every package with a fresh generation from the bundle',
  async run(root) {
    const folders = await generatingPackages(root)
    const outcomes = await Promise.all(
      folders.map((folder) => compareWithFresh(root, { folder, output: 'src/generated' })),
    )
    return {
      findings: outcomes.flatMap(({ findings }) => findings),
      compared: { files: outcomes.reduce((sum, { compared }) => sum + compared.files, 0) },
    }
  },
}

/** Folders of the packages with a `generate` script. */
async function generatingPackages(root: string): Promise<string[]> {
  const folders: string[] = []
  for await (const file of glob('packages/*/package.json', { cwd: root })) {
    const { scripts = {} } = JSON.parse(await readFile(resolve(root, file), 'utf8'))
    if (scripts.generate !== undefined) folders.push(dirname(file))
  }
  return folders.sort()
}
