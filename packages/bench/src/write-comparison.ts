import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'

/** One row of the comparison on the front page. */
export interface ComparedClient {
  name: string
  landed: string
  sent: string
  seconds: string
  posts: string
}

const root = join(import.meta.dirname, '../../..')
const between = /(?<=<!-- comparison:[^>]*-->\n)[\s\S]*?(?=<!-- \/comparison -->)/

/**
 * Writes the comparison into the front page, between its two markers, with versions, machine and date.
 * @throws {Error} when the README lacks the markers
 */
export function writeComparison(clients: readonly ComparedClient[]): void {
  const file = join(root, 'README.md')
  const readme = readFileSync(file, 'utf8')
  if (!between.test(readme)) throw new Error('README.md has no markers <!-- comparison: … --> and <!-- /comparison -->')
  writeFileSync(file, readme.replace(between, table(clients)))
}

function table(clients: readonly ComparedClient[]): string {
  const versions: Record<string, string> = readJson('packages/bench/competitors/package.json').dependencies
  const rows = clients.map(({ name, landed, sent, seconds, posts }) => {
    const version = versions[name]
    return `| ${version ? `${name} ${version}` : `**${name}**`} | ${landed} | ${sent} | ${seconds} | ${posts} |`
  })
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`
  return `| client | succeeded | requests sent | seconds | sent for one POST that got a 500 |
|---|---|---|---|---|
${rows.join('\n')}

One run on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, ${machine}.
`
}

function readJson(path: string) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}
