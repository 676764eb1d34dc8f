import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Command, parseOptions } from '@testsigma-tms/drift/command-line'
import { changelog, impactOf } from '../changelog/changelog.ts'
import { changelogMarkdown } from '../changelog/markdown.ts'
import { findRoot } from '../find-root.ts'
import { announces, howToAnnounce } from '../release/announced.ts'
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
    const changes = await changelog(root)
    const { released, announced } = changes
    const impact = impactOf(changes)
    if (impact !== 'none' && !announces(changes, impact)) throw new Error(howToAnnounce(changes, impact))
    if (announced === released) throw new Error('nothing is announced; write a changeset with `pnpm changeset`')

    await addToChangelog(resolve(root, 'CHANGELOG.md'), changelogMarkdown(changes))
    await raiseVersions(root)
    await writeInfoVersion(resolve(root, 'spec/openapi.yaml'), announced)
    console.error(`${released} becomes ${announced}`)
    return 0
  },
}

async function addToChangelog(file: string, section: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return TITLE
    throw error
  })
  await writeFile(file, text.replace(TITLE, `${TITLE}\n${section}`))
}

/** Lets changesets raise the versions of the packages, and take the announcements away. */
async function raiseVersions(root: string): Promise<void> {
  const { code, stdout, stderr } = await runInPackage(root, '.', 'changeset version')
  if (code !== 0) throw new Error(`changeset version failed with ${code}: ${stderr}${stdout}`)
}

async function writeInfoVersion(file: string, version: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const changed = text.replace(/^( {2}version: ).*$/m, `$1${version}`)
  if (changed === text) throw new Error(`${file} has no info.version to raise.`)
  await writeFile(file, changed)
}
