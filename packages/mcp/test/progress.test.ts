import type { Client, Progress } from '@modelcontextprotocol/client'
import { describe, expect, test } from 'vitest'
import { connect, connectStdio, eras } from './connect.ts'

const cases = ['First', 'Second', 'Third'].map((title) => ({ title }))
const creation = { name: 'create_cases', arguments: { project: 'DEMO', cases } }

async function progressOf(client: Client, params: Parameters<Client['callTool']>[0]): Promise<Progress[]> {
  const seen: Progress[] = []
  const result = await client.callTool(params, { onprogress: (progress) => seen.push(progress) })
  expect(result.isError ?? false).toBe(false)
  const numbers = seen.map(({ progress }) => progress)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  return seen
}

describe.each(eras)('a client of revision %s that asks for progress', (era) => {
  test('is notified of progress over HTTP', async () => {
    const { client } = await connect({ era })
    const messages = (await progressOf(client, creation)).map(({ message }) => message)
    expect(messages).toEqual(expect.arrayContaining([1, 2, 3].map((count) => `Created ${count} of 3 cases`)))
  })

  test('is notified of progress over stdio', async () => {
    const { client } = await connectStdio(['--tools', 'all', '--user', 'jane.doe@example.com'], { era })
    const messages = (await progressOf(client, creation)).map(({ message }) => message)
    expect(messages).toEqual(expect.arrayContaining([1, 2, 3].map((count) => `Created ${count} of 3 cases`)))
  })

  test('is notified while the API does not respond', async () => {
    const { client } = await connect({ era, client: { headers: { 'x-tms-fault': 'delay=1500' } } })
    const messages = (await progressOf(client, { name: 'list_names', arguments: { kind: 'users' } })).map(
      ({ message }) => message,
    )
    expect(messages).toContain('Waiting for the API')
  })
})

test('a client that does not request notifications gets none', async () => {
  const { client } = await connect()
  const seen: unknown[] = []
  client.fallbackNotificationHandler = async (notification) => void seen.push(notification)
  await client.callTool(creation)
  expect(seen).toEqual([])
})
