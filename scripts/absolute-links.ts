import { statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Where a README is, and where its repository is. */
export interface Place {
  /** The root of the repository on this machine. */
  root: string
  /** The folder of the README, relative to the root. */
  directory: string
  /** The address of the repository for a browser. */
  web: string
}

/**
 * The README as it is packed: links to files of the repository lead to its web address, since a registry shows a README
 * without them. Links that are absolute, or lead within the page, stay. Code is left alone.
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
  if (!stats) throw new Error(`${directory}/README.md: the link ${link} leads to ${target}, which is not there`)
  const kind = stats.isDirectory() ? 'tree' : 'blob'
  return `${web}/${kind}/main/${target}${fragment === undefined ? '' : `#${fragment}`}`
}
