import { expect, it } from 'vitest'
import { contract } from '../src/contract/contract.ts'
import { tools } from '../src/tools/index.ts'
import { connect, profiles } from './connect.ts'
import { day, spend } from './scenario.ts'

it.each(profiles)('a day of a tester, over HTTP, %s', async (profile) => {
  const { call, called } = await connect({ profile, forgetful: true })
  const used = new Map<string, Set<string>>()
  await spend(day, async (name, args) => {
    called.clear()
    const result = await call(name, args)
    used.set(name, new Set([...(used.get(name) ?? []), ...called]))
    return result
  })

  expect(day.length).toBeGreaterThanOrEqual(40)
  for (const { name, operations } of tools) {
    // The annotations depend on the declared operations, so a tool must call no others, and all declared writes.
    const own = [...(used.get(name) ?? [])]
    expect(operations, name).toEqual(expect.arrayContaining(own))
    const writes = operations.filter((id) => contract.operation(id).method !== 'get')
    expect(own, name).toEqual(expect.arrayContaining(writes))
  }
})
