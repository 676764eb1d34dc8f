import { afterAll, beforeAll, expect, it } from 'vitest'
import { readComparison } from '../../src/release/released.ts'
import { messageOf } from '../../src/wire/change.ts'
import { wireChanges } from '../../src/wire/wire-changes.ts'
import { changeBundle } from '../loose-bundle.ts'
import { releasedRepository } from '../released.ts'
import type { Repository } from '../repository.ts'
import { EQUAL } from '../wire/examples.ts'

let repository: Repository
let bundle: string

beforeAll(async () => {
  repository = await releasedRepository()
  bundle = await repository.read('spec/dist/openapi.yaml')
})

afterAll(() => repository.remove())

/** What differs after all these edits together; each of them takes a process of Redocly. */
async function changesAfter(edits: typeof EQUAL): Promise<string[]> {
  await repository.write('spec/dist/openapi.yaml', bundle)
  for (const [, edit] of edits) await changeBundle(repository, edit)
  const changes = await wireChanges(repository.root, await readComparison(repository.root))
  return changes.map(messageOf)
}

it('redocly diff has nothing to add about what means the same', async () => {
  const halves = [EQUAL.filter((_, index) => index % 2 === 0), EQUAL.filter((_, index) => index % 2 === 1)]
  for (const half of halves) {
    if ((await changesAfter(half)).length === 0) continue
    // Only to name the one that differs.
    for (const edit of half) expect(await changesAfter([edit]), edit[0]).toEqual([])
    expect(await changesAfter(half)).toEqual([])
  }
})
