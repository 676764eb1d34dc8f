/**
 * Prepares, shows or publishes a release; `--help` explains.
 *
 * Usage: node scripts/release.ts [--dry-run | --publish] [--registry <url>]
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { inCopy, takeOver } from './release/copy.ts'
import { ReleaseError } from './release/error.ts'
import { listing, newestChanges } from './release/listing.ts'
import { publish, RELEASE, savePrepared } from './release/publish.ts'
import { releaseVersion } from './release/release-version.ts'
import { build, generate, pack, pnpm, step, version } from './release/steps.ts'
import type { Tarball } from './release/tarball.ts'
import { treeHash, uncommittedFiles } from './release/tree.ts'
import { ROOT } from './run.ts'

const USAGE = `Usage: pnpm release [--dry-run | --publish] [--registry <url>]

Without an option it prepares a release, and stops: all checks, versions and changelog as the changesets say, everything
generated, all tests, every package built from nothing, tarballs, and a test of the tarballs. It works in a copy: here, the
changed files and the tarballs in ${RELEASE} arrive when all of it has succeeded, and nothing if it fails or is
interrupted. Nothing is published. Look at the changes, and commit them.

  --publish         publishes the tarballs that were tested, byte for byte, and tags the commit; refuses if anything has
                    changed since, and on another branch than main; can be run again when it was interrupted
  --dry-run         changes nothing: prints names, versions, files, sizes and changes of what would be published
  --registry <url>  another registry than npm's own, for a rehearsal
  --help            this text

Exit codes: 0 done, 2 could not be done, 130 interrupted.`

try {
  await main()
} catch (error) {
  console.error(error instanceof ReleaseError ? error.message : error)
  process.exitCode = 2
}

async function main(): Promise<void> {
  const { values } = readOptions()
  const { help, publish: publishes, 'dry-run': isDry, registry } = values
  if (help) return console.log(USAGE)
  if (publishes && isDry) throw new ReleaseError('Expected --dry-run or --publish, got both.')
  if (registry !== undefined && !URL.canParse(registry)) {
    throw new ReleaseError(`--registry: expected a URL, got "${registry}".`)
  }
  if (publishes) return publish(ROOT, registry)
  return isDry ? rehearse() : prepare()
}

function readOptions() {
  const options = {
    'dry-run': { type: 'boolean' },
    publish: { type: 'boolean' },
    registry: { type: 'string' },
    help: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ options })
  } catch (error) {
    throw new ReleaseError(`${(error as Error).message}\nSee pnpm release --help.`)
  }
}

async function prepare(): Promise<void> {
  const uncommitted = await uncommittedFiles(ROOT)
  if (uncommitted.length > 0)
    throw new ReleaseError(`${counted(uncommitted, 'not committed')} Commit or stash them first.`)
  const before = await treeHash(ROOT)
  const tarballs = await inCopy(ROOT, async (copy) => {
    const stale = await staleFiles(copy)
    if (stale.length > 0) throw new ReleaseError(`${counted(stale, 'stale')} Run \`pnpm generate\`, and commit.`)
    await step(copy, 'check', ...pnpm(['run', 'check']))
    await version(copy)
    for (const script of ['lint', 'test']) await step(copy, script, ...pnpm(['run', script]))
    await build(copy)
    const packed = await pack(copy, join(copy, RELEASE))
    await testTarballs(copy, packed)
    await takeOver(copy, ROOT, before)
    return packed.map((tarball) => ({ ...tarball, file: join(ROOT, RELEASE, basename(tarball.file)) }))
  })
  savePrepared(ROOT, { tree: await treeHash(ROOT), packages: tarballs, notes: notesOf(ROOT, tarballs) })
  console.log(listing(tarballs))
  console.error('\nPrepared and tested. Commit the changes, then run `pnpm release --publish`.')
}

/** Generated files of a copy that are not what the contract generates. They are afterwards. */
async function staleFiles(copy: string): Promise<string[]> {
  await generate(copy)
  return uncommittedFiles(copy)
}

/** What users would get, installed from a registry as they would. */
async function testTarballs(root: string, tarballs: readonly Tarball[]): Promise<void> {
  process.env.RELEASE_TARBALLS = tarballs.map(({ file }) => file).join(':')
  const vitest = ['exec', 'vitest', 'run', '--project', 'soak*', 'registry']
  await step(root, 'test of the tarballs', ...pnpm(vitest), join(root, 'scripts'))
}

/** Does what `prepare` does, without tests, and keeps nothing of it. */
async function rehearse(): Promise<void> {
  const uncommitted = await uncommittedFiles(ROOT)
  const stale = await inCopy(ROOT, async (copy) => {
    const files = await staleFiles(copy)
    await step(copy, 'check of what is announced', ...pnpm(['run', 'check', '--only', 'wire,types,version']))
    const before = await treeHash(copy)
    await version(copy)
    await build(copy)
    const tarballs = await pack(copy, join(copy, RELEASE))
    console.log(`${listing(tarballs)}\n\n${notesOf(copy, tarballs)}`)
    const changed = (await treeHash(copy)) !== before
    if (changed) console.error('\nVersions and changelog would change: `pnpm release` writes them.')
    return files
  })
  if (uncommitted.length > 0) console.error(`\nNot as it stands: ${counted(uncommitted, 'not committed')}`)
  if (stale.length > 0) console.error(`\nNot as it stands: ${counted(stale, 'stale')} Run \`pnpm generate\`.`)
  console.error('\nNothing was changed, tested or published.')
}

/** "2 files are stale: a, b." */
function counted(files: readonly string[], what: string): string {
  const names = files.slice(0, 5).join(', ') + (files.length > 5 ? ', …' : '')
  return files.length === 1 ? `1 file is ${what}: ${names}.` : `${files.length} files are ${what}: ${names}.`
}

function notesOf(root: string, tarballs: readonly Tarball[]): string {
  const file = join(root, 'CHANGELOG.md')
  return newestChanges(existsSync(file) ? readFileSync(file, 'utf8') : undefined, releaseVersion(tarballs))
}
