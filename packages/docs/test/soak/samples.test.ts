import { createServer } from '@testsigma-tms/server'
import type { Operation } from '@testsigma-tms/spec/contract'
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import { contract } from '../../src/contract.ts'
import { languages } from '../../src/samples/index.ts'
import { runSample, sampleFolder, sampleOf } from '../sample-process.ts'
import { needs } from '../tools.ts'

let samples: Awaited<ReturnType<typeof sampleFolder>>
beforeAll(async () => {
  samples = await sampleFolder()
})
afterAll(() => samples.remove())

const operations = contract.operations.map((operation) => [operation.id, operation] as const)

describe.each(languages)('every $label sample', (language) => {
  beforeEach((context) => needs(context, language.run.tools))

  it.each(operations)('of %s succeeds against fresh data', async (operationId, operation) => {
    const fresh = await createServer()
    try {
      const origin = await fresh.listen({ port: 0 })
      const code = sampleOf(operationId, language)
        .replace('https://test-management.testsigma.com', origin)
        .replace('<API_KEY>', fresh.apiKey)
      await runSample(samples.folder, language, language.run.failing(withPathIds(code, operation)), `${origin}/api/v1`)
    } finally {
      await fresh.close()
    }
  })
})

/** Fills path parameters with the contract's examples of them. */
function withPathIds(text: string, { parameters }: Operation): string {
  return parameters.reduce((filled, { name, examples }) => filled.replace(`:${name}`, String(examples[0]?.value)), text)
}
