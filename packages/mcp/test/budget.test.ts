import { describe, expect, it } from 'vitest'
import { connect, project_id } from './connect.ts'
import { budget, walkCases } from './many-cases.ts'

describe('with 300 cases', () => {
  it('every result respects the budget, and following left_out returns every case once', () => walkCases(300))
})

describe('long texts', () => {
  it('are read completely, in parts', async () => {
    const { call, tms } = await connect()
    const description = Array.from({ length: 6_000 }, (_, index) => `line ${index} "é"`).join('\n')
    await tms.testCases.update({ project_id, test_case_id: 'DEMO-1', description })

    let text = ''
    for (let more = true; more; ) {
      const { data, json } = await call('read_case', { case: 'DEMO-1', part: 'description', from: text.length })
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(budget)
      more = data.left_out !== undefined
      text += more ? data.description.slice(0, -1) : data.description
    }
    expect(text).toBe(description)
  })

  it('do not displace the other fields', async () => {
    const { call, tms } = await connect()
    await tms.testCases.update({
      project_id,
      test_case_id: 'DEMO-1',
      description: '"'.repeat(90_000),
      preconditions: 'Short.',
    })
    const { data, json } = await call('read_case', { case: 'DEMO-1' })

    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(budget)
    expect(data).toMatchObject({ preconditions: 'Short.', status: 'Active' })
    expect(data.left_out).toMatch(/Texts are cut: description \(\d+ of 90000 characters\)\. Call read_case with part/)
  })

  it.each([
    ['emojis', '😀👩‍👧'.repeat(6_000)],
    ['invisible characters', '\u200b\u202e'.repeat(6_000)],
    ['quotes and other scripts', '"\\漢字'.repeat(6_000)],
  ])('of %s are read without a gap', async (_, description) => {
    const { call, tms } = await connect()
    await tms.testCases.update({ project_id, test_case_id: 'DEMO-1', description })
    const shown = description.replaceAll('\u200b', '<U+200B>').replaceAll('\u202e', '<U+202E>')
    const parameters = { project_id, test_case_id: 'DEMO-1' }

    let [text, json] = ['', '']
    for (let more = true; more; ) {
      const { data } = await call('read_case', { case: 'DEMO-1', part: 'description', from: text.length })
      more = data.left_out !== undefined
      expect(data.description.isWellFormed()).toBe(true)
      text += more ? data.description.slice(0, -1) : data.description
    }
    for (let more = true; more; ) {
      const { data } = await call('api_get', { operation: 'getTestCase', parameters, from: json.length })
      more = /with from: \d+/.test(data.left_out)
      expect(data.left_out).not.toMatch(/cut/)
      json += data.json
    }
    expect(text).toBe(shown)
    expect(JSON.parse(json).description).toBe(shown)
  })

  it('of the API itself are returned in parts, too', async () => {
    const { call, tms } = await connect()
    await tms.testCases.update({ project_id, test_case_id: 'DEMO-1', description: 'd'.repeat(30_000) })
    const parameters = { project_id, test_case_id: 'DEMO-1' }

    let json = ''
    for (let from: number | undefined = 0; from !== undefined; ) {
      const { data } = await call('api_get', { operation: 'getTestCase', parameters, from })
      json += data.json
      const next: string | undefined = /with from: (\d+)/.exec(data.left_out)?.[1]
      from = next === undefined ? undefined : Number(next)
    }
    expect(JSON.parse(json).description).toHaveLength(30_000)
  })
})
