import { consumerFiles } from './changes.ts'
import type { Upgraded } from './consumers.ts'
import type { Release } from './rehearse.ts'

/** The result of a rehearsal as a Markdown table. */
export function table(releases: readonly Release[]): string {
  const lines = [
    ['release', 'contract', 'packages', '`^` gives', 'of which compile', 'newest gives', 'of which compile'],
    ['---', '---', '---', '---', '---', '---', '---'],
    ...releases.map(({ change, contract, packages, inRange, newest }) => {
      return [change, contract, packages, inRange.version, verdict(inRange), newest.version, verdict(newest)]
    }),
  ]
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

function verdict({ compiles }: Upgraded): string {
  const broken = Object.keys(consumerFiles).filter((file) => !compiles.includes(file))
  return broken.length === 0 ? 'all files' : `all but ${broken.join(', ')}`
}
