import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { makeLinksRelative } from '../src/build/relative.ts'

it('makes links relative, and prefixes those of the 404 page with the path of the site', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tms-relative-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'a/b'), { recursive: true })
  const html = '<link href="/x.css"><a href="//other/">/y</a><site-search data-search-index="/search.json">'
  for (const file of ['index.html', '404.html', 'a/b/index.html']) await writeFile(join(folder, file), html)
  await makeLinksRelative(folder, new URL('https://example.org/base/'))
  const written = (root: string) => html.replace('/x.css', `${root}x.css`).replace('/search', `${root}search`)
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toBe(written('./'))
  expect(await readFile(join(folder, 'a/b/index.html'), 'utf8')).toBe(written('../../'))
  expect(await readFile(join(folder, '404.html'), 'utf8')).toBe(written('/base/'))
})
