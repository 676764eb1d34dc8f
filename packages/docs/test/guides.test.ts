import { expect, it } from 'vitest'
import { languages, notations } from '../src/samples/index.ts'
import { guides, serveGuides, tryBlock } from './guide-blocks.ts'

serveGuides()

const blocks = guides.flatMap(({ file, blocks }) => blocks.map((block) => ({ ...block, file })))
const kinds = [...Map.groupBy(blocks, ({ language }) => language)]

/** Only the shortest block; all of them are tested in `soak/guides.test.ts`. */
it.each(kinds)('a %s block of a guide works', async (_language, [first, ...others]) => {
  const shortest = others.reduce((one, other) => (other.code.length < one.code.length ? other : one), first as Block)
  await tryBlock(shortest)
})

it('every fence of a guide has a known language', () => {
  const known = [...languages, ...notations].flatMap(({ fences }) => fences)
  expect(kinds.map(([language]) => language).filter((language) => !known.includes(language))).toEqual([])
})

type Block = (typeof blocks)[number]
