import { createServer, type Server } from '@testsigma-tms/server'
import type { Operation } from '@testsigma-tms/spec/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contract } from '../../src/contract.ts'
import { languages } from '../../src/samples/index.ts'
import { openRunner, type SampleRunner, sampleFolder, sampleOf } from '../sample-process.ts'
import { needs } from '../tools.ts'

let samples: Awaited<ReturnType<typeof sampleFolder>>
let server: Server
let origin: string
beforeAll(async () => {
  samples = await sampleFolder()
  server = await createServer()
  origin = await server.listen({ port: 0 })
})
afterAll(async () => {
  await server.close()
  await samples.remove()
})
beforeEach(() => server.reset())

const operations = contract.operations.map((operation) => [operation.id, operation] as const)

describe.each(languages)('every $label sample', (language) => {
  let runner: SampleRunner | undefined
  beforeEach(async (context) => {
    await needs(context, language.run.tools)
    runner ??= await openRunner(samples.folder, language, `${origin}/api/v1`)
  })
  afterAll(() => runner?.close())

  it.each(operations)('of %s succeeds against fresh data', async (operationId, operation) => {
    const code = sampleOf(operationId, language)
      .replace('https://test-management.testsigma.com', origin)
      .replace('<API_KEY>', server.apiKey)
    expect(await runner?.run(operationId, language.run.failing(withPathIds(code, operation)))).toBe('ok')
  })

  it('failures are detected', async () => {
    const code = sampleOf('listUsers', language)
      .replace('https://test-management.testsigma.com', origin)
      .replace('<API_KEY>', 'wrong')
    expect(await runner?.run('refused', language.run.failing(code))).toMatch(/401|Authorization|key/)
  })
})

/** Replaces path parameters by the contract's examples. */
function withPathIds(text: string, { parameters }: Operation): string {
  return parameters.reduce((filled, { name, examples }) => filled.replace(`:${name}`, String(examples[0]?.value)), text)
}
