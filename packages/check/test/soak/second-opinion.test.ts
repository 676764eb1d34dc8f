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

it.each(EQUAL)('redocly diff has nothing to add about %s', async (_name, edit) => {
  await repository.write('spec/dist/openapi.yaml', bundle)
  await changeBundle(repository, edit)
  const changes = await wireChanges(repository.root, await readComparison(repository.root))

  expect(changes.map(messageOf)).toEqual([])
})
