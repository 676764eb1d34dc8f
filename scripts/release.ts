/**
 * Prepares, shows or publishes a release; `--help` explains.
 *
 * Usage: node scripts/release.ts [--dry-run [--out <folder>] | --publish [--registry <url>] | --only <stages>]
 */
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inCopy, takeOver } from './release/copy.ts'
import { ReleaseError } from './release/error.ts'
import { counted, listing, newestChanges } from './release/listing.ts'
import { RELEASE, savePrepared } from './release/prepared.ts'
import { publish } from './release/publish.ts'
import { releaseVersion } from './release/release-version.ts'
import { runStages, type StageName, stagesFor, staleFiles, type Workspace } from './release/stages.ts'
import { step } from './release/step.ts'
import { pnpm } from './release/steps.ts'
import type { Tarball } from './release/tarball.ts'
import { clockProblem, commitAll, treeHash, uncommittedFiles } from './release/tree.ts'
import { ROOT } from './run.ts'

const USAGE = `Usage: pnpm release
       pnpm release --dry-run [--out <folder>] | --publish [--registry <url>] | --only <stages>

Without an option it prepares a release, in these stages, and publishes nothing:

  fresh     generated files are up to date with the contract
  check     pnpm check: changes since the last release have changesets
  version   updates versions, changelog and baseline from the changesets, and regenerates everything
  lint      pnpm lint
  test      pnpm test
  build     a clean build of every package
  pack      packs each package, and checks that all files of its package.json are included
  install   publishes the tarballs to a local registry, then installs and uses them as users would

All stages run in a copy of the repository. The changed files, and the tarballs in ${RELEASE}, are copied into the
repository only after all stages have succeeded. Review the changes, and commit them.

  --publish         publish the tested tarballs without rebuilding, and tag the commit; refuses if anything has changed
                    since, or on a branch other than main. After an interruption, run it again: it resumes
  --dry-run         change nothing; print names, versions, files, sizes and changelog of what would be published
  --out <folder>    with --dry-run: write the tarballs to a new folder; they are not tested
  --only <stages>   try some stages, separated by commas, and those that they require; change nothing
  --registry <url>  with --publish: use another registry than npm's own, for a rehearsal
  --help            print this help

Exit codes: 0 done, 2 not done, 130 interrupted.`

try {
  await main()
} catch (error) {
  console.error(error instanceof ReleaseError ? error.message : error)
  process.exitCode = 2
}

async function main(): Promise<void> {
  const { help, publish: publishes, 'dry-run': isDry, only, registry, out } = readOptions()
  if (help) return console.log(USAGE)
  const modes = [isDry && '--dry-run', publishes && '--publish', only !== undefined && '--only'].filter(Boolean)
  if (modes.length > 1)
    throw new ReleaseError(`Expected one of --dry-run, --publish and --only, got ${modes.join(', ')}.`)
  if (registry !== undefined && !publishes) throw new ReleaseError('--registry: expected it with --publish.')
  if (registry !== undefined && !/^https?:$/.test(URL.parse(registry)?.protocol ?? '')) {
    throw new ReleaseError(`--registry: expected an http or https URL, got "${registry}".`)
  }
  if (out !== undefined && !isDry) throw new ReleaseError('--out: expected it with --dry-run.')
  if (out !== undefined && existsSync(out)) throw new ReleaseError(`--out: expected a new folder, but ${out} exists.`)
  if (publishes) return publish(ROOT, registry)
  if (only !== undefined) return tryStages(stagesFor(only.split(',').map((name) => name.trim())))
  return isDry ? rehearse(out) : prepare()
}

function readOptions() {
  const options = {
    'dry-run': { type: 'boolean' },
    publish: { type: 'boolean' },
    only: { type: 'string' },
    registry: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new ReleaseError(`${(error as Error).message}\nSee pnpm release --help.`)
  }
}

async function prepare(): Promise<void> {
  const [uncommitted, late] = [await uncommittedFiles(ROOT), await clockProblem(ROOT)]
  if (uncommitted.length > 0)
    throw new ReleaseError(`${counted(uncommitted, 'not committed')} Commit or stash them first.`)
  if (late !== undefined) throw new ReleaseError(late)
  const before = await treeHash(ROOT)
  const tarballs = await inCopy(ROOT, async (copy) => {
    const workspace: Workspace = { copy, tarballs: [] }
    await runStages(stagesFor(), workspace)
    savePrepared(copy, {
      tree: await treeHash(copy),
      packages: workspace.tarballs,
      notes: notesOf(copy, workspace.tarballs),
    })
    await takeOver(copy, ROOT, before)
    return workspace.tarballs
  })
  console.log(listing(tarballs))
  console.error('\nPrepared and tested. Commit the changes, then run `pnpm release --publish`.')
}

/** Runs the same stages as `prepare`, except for tests. Keeps only the tarballs, in `out`. */
async function rehearse(out: string | undefined): Promise<void> {
  const stale = await inCopy(ROOT, async (copy) => {
    const files = await staleFiles(copy)
    await step(copy, 'check of what is announced', ...pnpm(['run', 'check', '--only', 'wire,types,version']))
    await commitAll(copy)
    const workspace: Workspace = { copy, tarballs: [] }
    await runStages(stagesFor(['pack']), workspace)
    console.log(`${listing(workspace.tarballs)}\n\n${notesOf(copy, workspace.tarballs)}`)
    const changed = await uncommittedFiles(copy)
    if (changed.length > 0) console.error(`\n${counted(changed, 'rewritten by a release')}`)
    if (out !== undefined) cpSync(join(copy, RELEASE), out, { recursive: true })
    return files
  })
  await printObstacles(stale)
  console.error('\nNothing was changed, tested or published.')
}

async function tryStages(names: readonly StageName[]): Promise<void> {
  await inCopy(ROOT, (copy) => runStages(names, { copy, tarballs: [] }))
  await printObstacles([])
  console.error(`\nTried: ${names.join(', ')}. Nothing was changed or published.`)
}

/** Prints the reasons why `pnpm release` would refuse this repository. */
async function printObstacles(stale: readonly string[]): Promise<void> {
  const [uncommitted, late] = [await uncommittedFiles(ROOT), await clockProblem(ROOT)]
  const obstacles = [
    ...(uncommitted.length > 0 ? [counted(uncommitted, 'not committed')] : []),
    ...(stale.length > 0 ? [`${counted(stale, 'stale')} Run \`pnpm generate\`.`] : []),
    ...(late === undefined ? [] : [late]),
  ]
  for (const obstacle of obstacles) console.error(`\n\`pnpm release\` would refuse: ${obstacle}`)
}

function notesOf(root: string, tarballs: readonly Tarball[]): string {
  const file = join(root, 'CHANGELOG.md')
  return newestChanges(existsSync(file) ? readFileSync(file, 'utf8') : undefined, releaseVersion(tarballs))
}
