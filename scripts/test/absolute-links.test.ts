import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withAbsoluteLinks } from '../absolute-links.ts'
import { publishedPackages } from '../packages.ts'

const root = join(import.meta.dirname, '../..')
const web = 'https://repository.example/name'
const packed = (markdown: string) => withAbsoluteLinks(markdown, { root, directory: 'packages/client', web })

test.each([
  ['[server](../server/README.md)', `[server](${web}/blob/main/packages/server/README.md)`],
  ['[server](../server/)', `[server](${web}/tree/main/packages/server/)`],
  ['[formats](../drift/README.md#formats)', `[formats](${web}/blob/main/packages/drift/README.md#formats)`],
  ['![picture](package.json)', `![picture](${web}/blob/main/packages/client/package.json)`],
  ['[here](#errors) [there](https://a.example/b)', '[here](#errors) [there](https://a.example/b)'],
  ['```ts\nlist[0](index)\n```', '```ts\nlist[0](index)\n```'],
])('%s', (markdown, expected) => expect(packed(markdown)).toBe(expected))

test('a broken link is rejected', () => {
  expect(() => packed('[gone](../gone.md)')).toThrow('leads to packages/gone.md, which does not exist')
  expect(() => packed('[out](../../../secret.md)')).toThrow('leads out of the repository')
})

test.each(publishedPackages(root))('the README of $directory can be packed', ({ directory }) => {
  const markdown = readFileSync(join(root, directory, 'README.md'), 'utf8')
  const once = withAbsoluteLinks(markdown, { root, directory, web })
  expect(withAbsoluteLinks(once, { root, directory: '..', web }), 'no relative link is left').toBe(once)
})
