/**
 * Runs before a package is packed, in its folder. Refuses a build that is missing, and one that is not what the sources
 * give now; that one is fresh afterwards. Files of the root that belong into every package are put beside it, and links
 * of the README are made absolute until postpack.ts puts the original back.
 *
 * Usage: node ../../scripts/prepack.ts
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withAbsoluteLinks } from './absolute-links.ts'
import { webAddress } from './metadata.ts'
import { readManifest } from './packages.ts'
import { originalReadme, restoreReadme } from './postpack.ts'
import { differences, digestOf, outputsOf } from './release/outputs.ts'
import { ROOT, run } from './run.ts'

/** What is in every tarball, and once in the repository. */
const SHARED = ['LICENSE', 'CHANGELOG.md']

const folder = process.cwd()
const manifest = readManifest(join(folder, 'package.json'))
const outputs = outputsOf(manifest)

const missing = outputs.filter((output) => !existsSync(join(folder, output)))
if (missing.length > 0) refuse(`there is no ${missing.join(' and no ')}`, 'run `pnpm build`, then pack again')

const before = digestOf(folder, outputs)
const command = (manifest.scripts as Record<string, string> | undefined)?.build
if (command === undefined) refuse('it has no script build', 'add one, or mark the package as private')
const { code, output } = await run('sh', ['-c', command], folder)
if (code !== 0) refuse('it cannot be built', `correct this:\n${output}`)
const changed = differences(before, digestOf(folder, outputs))
if (changed.length > 0) {
  refuse(`the build was stale: ${changed.join(', ')}`, 'it is fresh now: run the tests again, then pack again')
}
for (const file of SHARED) {
  if (existsSync(join(ROOT, file))) copyFileSync(join(ROOT, file), join(folder, file))
}
restoreReadme(folder)
const readme = join(folder, 'README.md')
copyFileSync(readme, originalReadme(folder))
const place = {
  root: ROOT,
  directory: manifest.repository?.directory ?? '',
  web: webAddress(readManifest(join(ROOT, 'package.json'))),
}
writeFileSync(readme, withAbsoluteLinks(readFileSync(readme, 'utf8'), place))

function refuse(what: string, fix: string): never {
  console.error(`${manifest.name} is not packed: ${what}. Fix: ${fix}.`)
  process.exit(1)
}
