import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const linkAttributes = /(\s(?:href|src|data-search-index)=")\/(?!\/)/g

/**
 * Makes all root-relative links in the pages of a folder relative, so that the site works below any path. The 404 page
 * is served at any depth, so its links start with the site's own path instead.
 */
export async function makeLinksRelative(folder: string, site: URL): Promise<void> {
  for await (const file of glob('**/*.html', { cwd: folder })) {
    const path = join(folder, file)
    const root = file === '404.html' ? site.pathname : '../'.repeat(file.split('/').length - 1) || './'
    await writeFile(path, withRoot(await readFile(path, 'utf8'), root))
  }
}

/** Only inside tags, not in text or code. */
function withRoot(html: string, root: string): string {
  return html.replaceAll(/<[a-zA-Z][^>]*>/g, (tag) => tag.replaceAll(linkAttributes, `$1${root}`))
}
