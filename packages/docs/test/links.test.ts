import { posix } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { siteFile, siteFiles } from './site-files.ts'

/** Every file of the site; for pages, with their IDs and links. */
const files = new Map<string, { ids: Set<string>; links: string[] }>()

beforeAll(async () => {
  for (const file of await siteFiles('')) {
    const text = /\.(html|md|txt)$/.test(file) && file !== 'offline.html' ? await siteFile(file) : ''
    files.set(file, file.endsWith('.html') ? readPage(text) : { ids: new Set(), links: markdownLinks(text) })
  }
})

describe('links', () => {
  it('of every page lead to existing pages and anchors', () => {
    expect(brokenLinks('.html')).toEqual([])
  })

  it('of every text for machines, too', () => {
    expect(brokenLinks('.md')).toEqual([])
    expect(brokenLinks('.txt')).toEqual([])
  })

  it('are all relative, except those of the 404 page', () => {
    const absolute = [...files].flatMap(([file, { links }]) =>
      links.filter((link) => link.startsWith('/')).map((link) => `${file}: ${link}`),
    )
    expect(absolute.filter((link) => !link.startsWith('404.html: '))).toEqual([])
    expect(absolute).toContain('404.html: /authentication/')
  })
})

function brokenLinks(ending: string): string[] {
  const sources = [...files].filter(([file]) => file.endsWith(ending))
  if (sources.every(([, { links }]) => links.length === 0)) throw new Error(`No ${ending} has a link`)
  return sources.flatMap(([file, { links }]) =>
    links.filter((link) => !/^(https?|data):/.test(link) && isBroken(file, link)).map((link) => `${file}: ${link}`),
  )
}

function isBroken(from: string, link: string): boolean {
  const { pathname, hash } = new URL(link, `https://site.example/${from}`)
  const path = decodeURIComponent(pathname).slice(1)
  const target = files.get(path === '' || path.endsWith('/') ? posix.join(path, 'index.html') : path)
  const id = decodeURIComponent(hash.slice(1))
  return !target || (id !== '' && !target.ids.has(id))
}

function readPage(html: string): { ids: Set<string>; links: string[] } {
  const tags = html.match(/<[a-zA-Z][^>]*>/g) ?? []
  const values = (name: RegExp) => tags.flatMap((tag) => [...tag.matchAll(name)].map(([, value = '']) => value))
  return {
    ids: new Set(values(/\sid="([^"]*)"/g)),
    links: values(/\s(?:href|src|data-search-index)="([^"]*)"/g).map(unescaped),
  }
}

function markdownLinks(markdown: string): string[] {
  const prose = markdown.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
}

function unescaped(text: string): string {
  return text.replaceAll('&#38;', '&').replaceAll('&amp;', '&')
}
