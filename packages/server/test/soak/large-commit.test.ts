import { expect, onTestFinished, test } from 'vitest'
import { createServer, type Server } from '../../src/index.ts'
import { newDatabase } from '../database.ts'
import { newCase } from '../requests.ts'

interface Project {
  id: string
  name: string
}

test('a transaction of over 50,000 rows, and what is written right after it, are in the data file', async () => {
  const { options, query } = await newDatabase()
  const server = await createServer(options)
  const { project } = await ask<{ project: Project }>(server, 'POST', '/projects', { name: 'Large' })
  const individual_steps = Array.from({ length: 9000 }, (_, index) => ({ step_description: `${index}` }))
  for (let index = 0; index < 6; index++) {
    await ask(server, 'POST', `/projects/${project.id}/test_cases`, { ...newCase, individual_steps })
  }

  await ask(server, 'DELETE', `/projects/${project.id}`)
  const names = Array.from({ length: 20 }, (_, index) => `After ${index}`)
  for (const name of names) await ask(server, 'POST', '/projects', { name })
  await server.close()

  expect(await query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  const again = await createServer(options)
  onTestFinished(() => again.close())
  const { projects } = await ask<{ projects: Project[] }>(again, 'GET', '/projects?page_size=100')
  const stored = projects.map(({ name }) => name)
  expect(stored.filter((name) => name.startsWith('After'))).toEqual(names)
  expect(stored).not.toContain('Large')
})

/** Without a look at the contract, which takes long for responses of this size. */
async function ask<Data>(server: Server, method: string, path: string, body?: object): Promise<Data> {
  const headers = { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json' }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const response = await server.fetch(`http://tms.test/api/v1${path}`, init)
  expect(response.status).toBeLessThan(300)
  return ((await response.json()) as { data: Data }).data
}
