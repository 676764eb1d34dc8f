import { beforeAll, describe, expect, it } from 'vitest'
import { SearchEngine } from '../src/search/engine.ts'
import { queries, siblings } from './search-queries.ts'
import { pasted, questions } from './search-questions.ts'
import { siteFile } from './site-files.ts'

let engine: SearchEngine
beforeAll(async () => {
  engine = new SearchEngine(JSON.parse(await siteFile('search.json')))
})

describe('search', () => {
  it.each([...queries, ...siblings, ...questions, ...pasted])(
    'finds for "%s" what is meant, first or second',
    (query, ...pages) => {
      const found = engine.search(query).hits.slice(0, 2)
      const addresses = found.map(({ page }) => page)
      expect(addresses.some((page) => pages.includes(page)) ? pages : addresses).toEqual(pages)
    },
  )

  it.each([
    ['github actions', '/guides/junit/#github-actions'],
    ['gitlab ci', '/guides/junit/#gitlab-ci'],
    ['jenkins', '/guides/junit/#jenkins'],
    ['azure devops', '/guides/junit/#azure-pipelines'],
    ['NotFoundError', '/guides/errors/#error-classes'],
    ['timeout', '/guides/errors/#timeouts'],
    ['revoke key', '/guides/keys/#get-a-key'],
    ['postgres', '/guides/local-server/#data'],
    ['csv', '/guides/tms/#test-cases-as-csv'],
  ])('finds the section for "%s"', (query, address) => {
    const addresses = engine
      .search(query)
      .hits.slice(0, 2)
      .map(({ sections }) => sections[0]?.address)
    expect(addresses).toContain(address)
  })

  it('does not replace unknown words by similar ones', () => {
    for (const word of ['export', 'link', 'sorting', 'invite', 'percent', 'webhook', 'color', 'colour', 'content']) {
      expect(engine.search(word).corrected, word).toBeUndefined()
    }
  })

  it.each(['', ' ', '???', 'the', '~', '(', 'a'.repeat(5000), '\u0000', '😀', '__proto__', 'constructor'])(
    'accepts %j',
    (text) => {
      expect(engine.search(text).hits).toBeInstanceOf(Array)
    },
  )
})
