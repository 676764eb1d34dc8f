import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, parseOptions } from '@testsigma-tms/drift/command-line'
import { type Changelog, changelog, impactsOf } from '../changelog/changelog.ts'
import { changelogMarkdown } from '../changelog/markdown.ts'
import { findRoot } from '../find-root.ts'
import { announces, howToAnnounce, raiseContract } from '../release/announced.ts'
import { requireFreshBundle } from '../release/fresh-bundle.ts'
import type { Impact } from '../release/impact.ts'
import type { Line } from '../release/packages.ts'
import { runInPackage } from '../run.ts'

const HELP = `Usage: tms-check release [options]

Prepares a release: writes CHANGELOG.md, raises the versions as the changesets say, and info.version with them.
\`pnpm release\` also generates everything afresh and makes the bundle the new baseline.

Options
  --root <folder>     the repository (default: the one that the current folder is in)
  --help              show this

Exit codes
  0  done
  2  could not be done
`

const TITLE = '# Changes\n'

export const release: Command = {
  help: HELP,
  async run(args) {
    const { values } = parseOptions(args, { root: { type: 'string', default: findRoot(process.cwd()) } })
    const { root } = values
    await requireFreshBundle(root)
    const changes = await changelog(root)
    const { released, announced } = changes
    requireAnnounced(changes)
    await addToChangelog(resolve(root, 'CHANGELOG.md'), changelogMarkdown(changes))
    await raiseVersions(root)
    await writeInfoVersion(resolve(root, 'spec/openapi.yaml'), announced.contract)
    console.error(`The contract: ${released.contract} becomes ${announced.contract}`)
    console.error(`The packages: ${released.packages} becomes ${announced.packages}`)
    return 0
  },
}

function requireAnnounced(changes: Changelog): void {
  const { released, announced, summaries } = changes
  if (summaries.length === 0) {
    throw new Error('nothing is announced; write a changeset with `pnpm changeset`')
  }
  for (const [line, impact] of Object.entries(impactsOf(changes)) as [Line, Impact][]) {
    const each = { line, released: released[line], announced: announced[line] }
    if (impact !== 'none' && !announces(each, impact)) throw new Error(howToAnnounce(each, impact))
  }
}

async function addToChangelog(file: string, section: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return TITLE
    throw error
  })
  await writeFile(file, text.replace(TITLE, `${TITLE}\n${section}`))
}

/** Lets changesets raise the package versions and delete the changesets. */
async function raiseVersions(root: string): Promise<void> {
  await raiseContract(root)
  const { code, stdout, stderr } = await runInPackage(root, '.', 'changeset version')
  if (code !== 0) throw new Error(`changeset version failed with ${code}: ${stderr}${stdout}`)
}

async function writeInfoVersion(file: string, version: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const changed = text.replace(/^( {2}version: ).*$/m, `$1${version}`)
  if (changed === text) throw new Error(`${file} has no info.version to raise.`)
  await writeFile(file, changed)
}
