import { statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Location of a README and of its repository. */
export interface Place {
  /** Root of the local repository. */
  root: string
  /** The folder of the README, relative to the root. */
  directory: string
  /** URL of the repository on the web. */
  web: string
}

/**
 * Makes links to files of the repository absolute, because a registry shows the README without these files. Absolute
 * links, links within the page and code are not changed.
 */
export function withAbsoluteLinks(markdown: string, place: Place): string {
  return markdown
    .split(/^(```.*?^```$|~~~.*?^~~~$)/ms)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/(?<=\]\()[^)\s]+(?=\))/g, (link) => absolute(link, place)),
    )
    .join('')
}

function absolute(link: string, { root, directory, web }: Place): string {
  if (/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(link)) return link
  const [path = '', fragment] = link.split('#')
  const target = posix.normalize(posix.join(directory, path))
  if (target.startsWith('..')) throw new Error(`${directory}/README.md: the link ${link} leads out of the repository`)
  const stats = statSync(join(root, target), { throwIfNoEntry: false })
  if (!stats) throw new Error(`${directory}/README.md: the link ${link} leads to ${target}, which does not exist`)
  const kind = stats.isDirectory() ? 'tree' : 'blob'
  return `${web}/${kind}/main/${target}${fragment === undefined ? '' : `#${fragment}`}`
}
