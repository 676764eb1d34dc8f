import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'

/** Folder with the built site. */
export const site: string = inject('site')

/** Paths of the site's files with this ending, such as `reference/index.html`. */
export async function siteFiles(ending: string): Promise<string[]> {
  const files = await readdir(site, { recursive: true })
  return files.filter((file) => file.endsWith(ending)).sort()
}

/** The content of one of the site's files. */
export function siteFile(path: string): Promise<string> {
  return readFile(join(site, path), 'utf8')
}

/** Paths of all pages from the root, such as `/reference/`. */
export async function pageAddresses(): Promise<string[]> {
  return (await siteFiles('index.html')).map((file) => `/${file.replace(/index\.html$/, '')}`)
}
