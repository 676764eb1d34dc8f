/**
 * Runs in the folder of a package before it is packed. Rejects a package whose build is missing or stale, has files
 * that must not be published, or lacks a file that its `package.json` names. After a stale build is rejected, the build
 * is fresh. Copies the files of the root that belong into every package, and makes the links of the README absolute;
 * postpack.ts restores the README.
 *
 * Usage: node ../../scripts/prepack.ts
 */
import { copyFileSync, existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withAbsoluteLinks } from './absolute-links.ts'
import { webAddress } from './metadata.ts'
import { readManifest } from './packages.ts'
import { originalReadme, restoreReadme } from './postpack.ts'
import { differences, digestOf, foreignFiles, outputsOf, targetsOf } from './release/outputs.ts'
import { ROOT, run } from './run.ts'

/** Files that are in every tarball, but only once in the repository. */
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
const files = [...digestOf(folder, outputs).keys()]
const links = files.filter((file) => lstatSync(join(folder, file)).isSymbolicLink())
const foreign = [...new Set([...foreignFiles(files), ...links])]
if (foreign.length > 0) refuse(`no package publishes ${foreign.join(', ')}`, 'remove it')
const absent = targetsOf(manifest).filter((file) => !existsSync(join(folder, file)))
if (absent.length > 0)
  refuse(`there is no ${absent.join(' and no ')}, which package.json names`, 'generate or build it')
for (const file of SHARED) {
  if (existsSync(join(ROOT, file))) copyFileSync(join(ROOT, file), join(folder, file))
  // The first release creates the changelog.
  else if (file === 'LICENSE') refuse('there is no LICENSE in the root', 'restore it')
}
restoreReadme(folder)
const readme = join(folder, 'README.md')
if (!existsSync(readme)) refuse('there is no README.md', 'write or restore it')
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
