import { createServer } from '@testsigma-tms/server'
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import { contract, listOperations, type PlacedOperation, resolveReference } from '../../src/contract.ts'
import { languages } from '../../src/samples/index.ts'
import { runSample, sampleFolder, sampleOf } from '../sample-process.ts'
import { needs } from '../tools.ts'

let samples: Awaited<ReturnType<typeof sampleFolder>>
beforeAll(async () => {
  samples = await sampleFolder()
})
afterAll(() => samples.remove())

const operations = listOperations(contract).map((placed) => [placed.operation.operationId, placed] as const)

describe.each(languages)('every $label sample', (language) => {
  beforeEach((context) => needs(context, language.run.tools))

  it.each(operations)('of %s succeeds against fresh data', async (operationId, placed) => {
    const fresh = await createServer()
    try {
      const origin = await fresh.listen({ port: 0 })
      const code = sampleOf(operationId, language)
        .replace('https://test-management.testsigma.com', origin)
        .replace('<API_KEY>', fresh.apiKey)
      await runSample(samples.folder, language, language.run.failing(withPathIds(code, placed)), `${origin}/api/v1`)
    } finally {
      await fresh.close()
    }
  })
})

/** Fills path parameters with the contract's examples of them. */
function withPathIds(text: string, { operation: { parameters = [] } }: PlacedOperation): string {
  return parameters
    .map((parameter) => resolveReference(contract, parameter))
    .reduce((filled, { name, example, examples = {} }) => {
      return filled.replace(`:${name}`, String(example ?? Object.values(examples)[0]?.value))
    }, text)
}
