import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkTraffic, ownContract, readRecordings } from '@testsigma-tms/drift'
import { createServer } from '@testsigma-tms/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Repository } from '../repository.ts'
import { runCheck } from '../run-check.ts'

let repository: Repository

beforeAll(async () => {
  repository = await Repository.copy()
})

afterAll(() => repository.remove())

it('covers all operations and all statuses that the server can send, and records them without texts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tms-recorded-'))
  const server = await runCheck(['server', '--root', repository.root, '--record', folder])
  const contract = await ownContract()
  const traffic = await checkTraffic(contract, contract.addresses, await readRecordings(folder))

  const { operations } = contract
  const statuses = operations.reduce((sum, { responses }) => sum + responses.size, 0)
  // Two statuses are declared only because the vendor's documentation has them; no server sends them.
  const compared = `${operations.length} operations, ${statuses - 2} statuses`
  expect(server.stdout).toMatch(new RegExp(`^server +drift +clean .* ${compared}$`, 'm'))
  expect(server.code).toBe(0)
  expect(traffic).toMatchObject({ findings: [], compared: { operations: operations.length } })
  expect(await readdir(folder)).toEqual(['documented.har', 'observed.har'])
  const recorded = await readFile(join(folder, 'observed.har'), 'utf8')
  expect(recorded).not.toMatch(/bearer [a-z0-9]|jane/i)
  for (const user of await demoUsers()) expect(recorded).not.toContain(user)
  await rm(folder, { recursive: true })
})

it('reports undeclared responses, and declared statuses that no call produces', async () => {
  await repository.edit(
    'packages/server/src/http/serialisation.ts',
    'fastJsonStringify(JSON.parse(schema), { schema: { [id]: referred } })',
    '(body: unknown) => JSON.stringify({ ...(body as object), debug: 1 })',
  )
  const { code, stdout } = await repository.check('--only', 'server')

  expect(code).toBe(1)
  expect(stdout).toContain('the undeclared field "debug", an integer')
  expect(stdout).toMatch(/^POST \/projects 200 \(spec\/resources\/projects\/createProject\.yaml:\d+\) {2}\(server\)$/m)
})

it('reports the call of the scenario that fails', async () => {
  await repository.edit(
    'packages/server/src/handlers/labels.ts',
    'const { timestamp }',
    'if (url) throw new Error()\n  const { timestamp }',
  )
  const { code, stdout } = await repository.check('--only', 'server')

  expect(code).toBe(1)
  expect(stdout).toContain('the scenario in profile documented')
  expect(stdout).toContain('/labels returned 500')
})

async function demoUsers(): Promise<string[]> {
  const server = await createServer()
  const headers = { authorization: `Bearer ${server.apiKey}` }
  const answer = await server.fetch('http://tms.test/api/v1/users', { headers })
  const { data } = (await answer.json()) as { data: Record<string, string>[] }
  await server.close()
  return data.flatMap(({ id = '', email = '' }) => [id, email])
}
