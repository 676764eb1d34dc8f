import { glob, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes `sitemap.xml` with the URLs of all pages in a folder. */
export async function writeSitemap(folder: string, site: URL): Promise<void> {
  const files: string[] = []
  for await (const file of glob('**/index.html', { cwd: folder })) files.push(file)
  const urls = files.sort().map((file) => new URL(file.replace(/index\.html$/, ''), site).href)
  const entries = urls.map((url) => `  <url><loc>${escaped(url)}</loc></url>\n`).join('')
  await writeFile(
    join(folder, 'sitemap.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries}</urlset>\n`,
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
