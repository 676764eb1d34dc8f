import { expect, test } from 'vitest'
import { createServer } from '../../src/index.ts'
import { newDatabase } from '../database.ts'
import { newCase, project } from '../requests.ts'
import { caller, start } from '../start.ts'

test('a transaction of over 50,000 rows, and what is written right after it, are in the data file', async () => {
  const { options, query } = await newDatabase()
  const { server, call } = await start(options)
  const { ask } = project({ call }, '')
  const { project: large } = await ask<{ project: { id: string } }>('POST', '//projects', { name: 'Large' })
  const individual_steps = Array.from({ length: 9000 }, (_, index) => ({ step_description: `${index}` }))
  for (let index = 0; index < 6; index++) {
    await ask('POST', `//projects/${large.id}/test_cases`, { ...newCase, individual_steps })
  }

  await ask('DELETE', `//projects/${large.id}`)
  const names = Array.from({ length: 20 }, (_, index) => `After ${index}`)
  for (const name of names) await ask('POST', '//projects', { name })
  await server.close()

  expect(await query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  const again = await createServer(options)
  const projects = await caller('http://tms.test', again.apiKey, again.fetch)('GET', '/projects?page_size=100')
  await again.close()
  const stored = (projects.body as { data: { projects: { name: string }[] } }).data.projects.map(({ name }) => name)
  expect(stored.filter((name) => name.startsWith('After'))).toEqual(names)
  expect(stored).not.toContain('Large')
})
