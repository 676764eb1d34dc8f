import { writeFile } from 'node:fs/promises'
import { type Command, parseOptions, UsageError } from '@testsigma-tms/drift/command-line'
import { changelog as writeChangelog } from '../changelog/changelog.ts'
import { changelogMarkdown } from '../changelog/markdown.ts'
import { findRoot } from '../find-root.ts'
import { staleness } from '../release/fresh-bundle.ts'

const HELP = `Usage: tms-check changelog [options]

Writes what has changed in the contract since the last release, what of it breaks whom, and what callers do.

Options
  --root <folder>     the repository (default: the one that the current folder is in)
  --format <name>     markdown (default) or json
  --output <file>     instead of stdout
  --help              show this

Exit codes
  0  done
  2  could not be done
`

export const changelog: Command = {
  help: HELP,
  async run(args) {
    const { values } = parseOptions(args, {
      root: { type: 'string', default: findRoot(process.cwd()) },
      format: { type: 'string', default: 'markdown' },
      output: { type: 'string' },
    })
    if (values.format !== 'markdown' && values.format !== 'json') {
      throw new UsageError(`--format: expected markdown or json, got "${values.format}"`)
    }
    const [changes, problem] = await Promise.all([writeChangelog(values.root), staleness(values.root)])
    if (problem !== undefined) console.error(`Not what the contract says now: ${problem}`)
    const text = values.format === 'json' ? `${JSON.stringify(changes, null, 2)}\n` : changelogMarkdown(changes)
    if (values.output === undefined) process.stdout.write(text)
    else await writeFile(values.output, text)
    return 0
  },
}
