import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'
import { disagreements } from '../agreement.ts'
import { tools } from '../src/tools/index.ts'
import { connect } from './connect.ts'

/** The limit in the README. Models have different encodings, but their counts are similar. */
const mostTokens = 6_000

describe('the list of tools', () => {
  it('is small enough for the context of an assistant', async () => {
    const { client } = await connect()
    const { tools: listed } = await client.listTools()

    expect(listed).toHaveLength(tools.length)
    expect(encode(JSON.stringify(listed)).length).toBeLessThanOrEqual(mostTokens)
  })

  it('contains the tools of the sets', async () => {
    const reading = [
      'find_cases',
      'read_case',
      'find_runs',
      'read_run',
      'workload',
      'plan_progress',
      'list_names',
      'api_get',
    ]
    const authoring = ['create_cases', 'update_case']
    const running = ['create_run', 'record_results', 'assign_cases', 'import_report', 'close_run']
    const offered = async (sets: ('read' | 'author' | 'run')[], allowDelete = false) => {
      const { client } = await connect({ settings: { sets, allowDelete } })
      return (await client.listTools()).tools.map(({ name }) => name)
    }

    expect(await offered(['read'])).toEqual(reading)
    expect(await offered(['read', 'author'])).toEqual([...reading, ...authoring])
    expect(await offered(['read', 'run'])).toEqual([...reading, ...running])
    expect(await offered(['read', 'author', 'run'])).toEqual([...reading, ...authoring, ...running])
    expect(await offered(['read', 'author', 'run'], true)).toEqual([...reading, ...authoring, ...running, 'delete'])
  })

  it('rejects calls of tools that are not enabled', async () => {
    const { client } = await connect({ settings: { sets: ['read'], allowDelete: false } })

    const call = client.callTool({ name: 'delete', arguments: { kind: 'test_case', what: 'DEMO-1', confirm: 'x' } })
    await expect(call).rejects.toThrow(/delete/)
  })
})

describe('wrong arguments', () => {
  it.each([
    [
      { txet: 'a', project: 'DEMO' },
      'txet: unknown, expected project, text, folder, status, priority, owner, limit, from',
    ],
    [{ limit: 0 }, 'limit: must be an integer from 1 to 500, got 0'],
    [{ text: ['a'] }, 'text: must be a string, got ["a"]'],
  ])('%j are named, with what was expected', async (args, message) => {
    const { call } = await connect()
    const { isError, said } = await call('find_cases', args)

    expect(isError).toBe(true)
    expect(said).toContain(message)
  })

  it('that are nested too deeply are an error of the tool', async () => {
    const { call } = await connect()
    const text = JSON.parse(`${'['.repeat(4_000)}${']'.repeat(4_000)}`)
    const { isError, said } = await call('find_cases', { text })

    expect(isError).toBe(true)
    expect(said).toMatch(/text: must be a string|nested too deeply/)
  })

  it('are named inside lists, too', async () => {
    const { call } = await connect()
    const results = [{ case: 'DEMO-1', result: 'Passed' }, { case: 7 }]

    const { said } = await call('record_results', { run: 'DEMO-R-1', results })
    expect(said).toContain('results.1.result: required; results.1.case: must be a string, got 7')
  })
})

it('tools, the README and the contract agree', () => {
  expect(disagreements()).toEqual([])
})
