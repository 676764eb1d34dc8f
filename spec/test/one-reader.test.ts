import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownReadings, readSource, sourceFiles } from './one-reader.ts'

const root = join(import.meta.dirname, '../..')

/** These compare all keywords, so references, `$dynamicRef` and anchors are keywords like any other for them. */
const COMPARISON = 'compares every keyword, references too'

/** Files that may read a document themselves, and the reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'spec/schema/close.ts': 'writes a document of its own, with other references',
  'packages/drift/src/places/contract-source.ts':
    'follows references between the hand-written files, before they are bundled',
  'packages/check/src/wire/content.ts': COMPARISON,
  'packages/check/src/wire/without-words.ts': COMPARISON,
  'packages/check/src/wire/known-fields.ts': COMPARISON,
  'packages/check/src/wire/schema/conjunction.ts': COMPARISON,
  'packages/check/src/wire/second-opinion.ts': 'looks for a name in the text of the document',
  'packages/server/src/seed/demo/examples.ts':
    'reads examples by the types of the JSON itself, so that a renamed one does not compile',
}

const files = sourceFiles(root)
const found = files.flatMap((file) => ownReadings(file, readSource(root, file)))

test('only spec/contract reads the document', () => {
  expect(files.length).toBeGreaterThan(200)
  const others = found.filter(({ file }) => !(file in ALLOWED))
  const sentences = others.map(({ file, line, what, code }) => {
    return `${file}:${line} ${what} (${code}): use @testsigma-tms/spec/contract`
  })
  expect(sentences).toEqual([])
})

test('every exception is still needed', () => {
  expect(Object.keys(ALLOWED).filter((name) => !found.some(({ file }) => file === name))).toEqual([])
})

describe('a second reader is detected when it', () => {
  test.each([
    ['follows a reference', 'const target = schema.$ref.split("/")'],
    ['follows a reference', 'const { $ref, ...own } = node as { $ref?: string }'],
    ['follows a reference', "return '$ref' in part ? lookUp(part) : part"],
    ['follows a reference', "const name = part['$ref']"],
    ['reads the paths of a document', 'for (const [path, item] of Object.entries(contract.paths)) {}'],
    ['reads the paths of a document', 'const { paths, components } = bundle'],
    ['lists the methods of a path item', "const methods = ['get', 'put', 'post']"],
    ['escapes names for pointers', "return name.replaceAll('~', '~0').replaceAll('/', '~1')"],
  ])('%s: %s', (what, code) => {
    expect(ownReadings('a.ts', `// a file\n${code}\n`)).toEqual([{ file: 'a.ts', line: 2, what, code }])
  })

  test.each([
    ['/** Follows `#/paths/~1users/get`, and `$ref` in a part. */'],
    ['// const { $ref } = part'],
    ["const schema = { $ref: '#/components/schemas/User' }"],
    ["const tried = ['GET', 'PUT', 'POST']"],
    ['const value = contract.resolve({ $ref: name })'],
  ])('but not other code: %s', (code) => {
    expect(ownReadings('a.ts', code)).toEqual([])
  })
})
