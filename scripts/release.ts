/**
 * Prepares, shows or publishes a release; `--help` explains.
 *
 * Usage: node scripts/release.ts [--dry-run | --publish] [--registry <url>]
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listing, newestChanges } from './release/listing.ts'
import { publish, RELEASE, savePrepared } from './release/publish.ts'
import { build, pack, pnpm, ReleaseError, step, version } from './release/steps.ts'
import type { Tarball } from './release/tarball.ts'
import { copyTree, treeHash, uncommittedFiles } from './release/tree.ts'
import { ROOT } from './run.ts'

const USAGE = `Usage: pnpm release [--dry-run | --publish] [--registry <url>]

Without an option it prepares a release, and stops: versions and changelog as the changesets say, everything generated,
every package built from nothing, all checks and tests, tarballs in ${RELEASE}, and a test of the tarballs. Nothing is
published. Look at the changes, and commit them.

  --publish         publishes the tarballs that were tested, byte for byte, and tags the commit; refuses if anything has
                    changed since
  --dry-run         changes nothing: prints names, versions, files, sizes and changes of what would be published
  --registry <url>  another registry than npm's own, for a rehearsal
  --help            this text

Exit codes: 0 done, 2 could not be done.`

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
  if (uncommitted.length > 0) {
    throw new ReleaseError(
      `${uncommitted.length} files are not committed: ${uncommitted.slice(0, 5).join(', ')}. Commit or stash them first.`,
    )
  }
  await version(ROOT)
  for (const script of ['lint', 'test', 'check']) await step(ROOT, script, ...pnpm(['run', script]))
  await build(ROOT)
  const tarballs = await pack(ROOT, join(ROOT, RELEASE))
  await testTarballs(tarballs)
  savePrepared(ROOT, { tree: await treeHash(ROOT), packages: tarballs, notes: notesOf(ROOT, tarballs) })
  console.log(listing(tarballs))
  console.error('\nPrepared and tested. Commit the changes, then run `pnpm release --publish`.')
}

/** What users would get, installed from a registry as they would. */
async function testTarballs(tarballs: readonly Tarball[]): Promise<void> {
  process.env.RELEASE_TARBALLS = tarballs.map(({ file }) => file).join(':')
  const vitest = ['exec', 'vitest', 'run', '--project', 'soak*', 'registry']
  await step(ROOT, 'test of the tarballs', ...pnpm(vitest), join(ROOT, 'scripts'))
}

/** Does in a copy, without tests, what `prepare` does here. */
async function rehearse(): Promise<void> {
  const uncommitted = await uncommittedFiles(ROOT)
  const copy = mkdtempSync(join(tmpdir(), 'tms-release-'))
  try {
    await copyTree(ROOT, copy)
    await step(copy, 'install', ...pnpm(['install', '--frozen-lockfile', '--prefer-offline']))
    const before = await treeHash(copy)
    await version(copy)
    await build(copy)
    const tarballs = await pack(copy, join(copy, RELEASE))
    console.log(`${listing(tarballs)}\n\n${notesOf(copy, tarballs)}`)
    const changed = (await treeHash(copy)) !== before
    if (changed) console.error('\nVersions, changelog or generated files would change: `pnpm release` writes them.')
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
  if (uncommitted.length > 0) {
    console.error(`\nNot as it stands: ${uncommitted.length} files are not committed, which \`pnpm release\` refuses.`)
  }
  console.error('\nNothing was changed, tested or published.')
}

function notesOf(root: string, [first]: readonly Tarball[]): string {
  const file = join(root, 'CHANGELOG.md')
  return newestChanges(existsSync(file) ? readFileSync(file, 'utf8') : undefined, first?.version ?? '')
}
