import { expect, it } from 'vitest'
import { tools } from '../src/tools/index.ts'
import { connect, profiles } from './connect.ts'
import { day, spend } from './scenario.ts'

it.each(profiles)('a day of a tester, over HTTP, %s', async (profile) => {
  const { call, called } = await connect({ profile })
  await spend(day, async (name, args) => {
    called.clear()
    const result = await call(name, args)
    // A tool that calls more than it declares would be annotated wrongly.
    const declared = tools.find((tool) => tool.name === name)?.operations
    expect(declared, name).toEqual(expect.arrayContaining([...called]))
    return result
  })
  expect(day.length).toBeGreaterThanOrEqual(40)
  expect(new Set(day.map(({ tool }) => tool))).toEqual(new Set(tools.map(({ name }) => name)))
})
