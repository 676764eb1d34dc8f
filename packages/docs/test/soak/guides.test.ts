import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer } from '@testsigma-tms/server'
import { describe, expect, it } from 'vitest'
import { execute, folder, guides, report, serveGuides, tryBlock, uploadScript } from '../guide-blocks.ts'

serveGuides()

describe.each(guides)('the guide $file', ({ blocks }) => {
  it('has at least one block', () => {
    expect(blocks.length).toBeGreaterThan(0)
  })

  it.each(blocks.map((block) => [block.line, block.language, block] as const))(
    'line %i: the %s block works',
    (_line, _language, block) => tryBlock(block),
  )
})

describe('the script for JUnit reports', () => {
  it('fails if the key is wrong, without showing it', async () => {
    const failure = await failureOf({ TESTSIGMA_API_KEY: 'wrong-key' })
    expect(failure).toContain('401')
    expect(failure).not.toContain('wrong-key')
  })

  it('fails if the API has moved, and says where', async () => {
    const target = 'https://arcus.testsigma.com/api/v1/elsewhere'
    const old = createHttpServer((_request, response) => response.writeHead(301, { location: target }).end())
    await once(old.listen(0, '127.0.0.1'), 'listening')
    const { port } = old.address() as AddressInfo
    try {
      expect(await failureOf({ TESTSIGMA_BASE_URL: `http://127.0.0.1:${port}/api/v1` })).toContain(target)
    } finally {
      old.close()
    }
  })

  it('fails if no test of the report belongs to the run', async () => {
    await writeFile(join(folder, 'junit.xml'), report.replace('DEMO-1 signs in', 'nobody knows this'))
    expect(await failureOf({})).toContain('no test of the report')
  })

  it('fails if the report is invalid', async () => {
    await writeFile(join(folder, 'junit.xml'), 'nothing of the kind')
    expect(await failureOf({})).toContain('the import failed')
  })

  it('fails without a report', async () => {
    await rm(join(folder, 'junit.xml'))
    expect(await failureOf({})).toContain('there is no report at junit.xml')
  })

  it('continues after a rate limit refusal', async () => {
    const limited = await createServer({ rateLimit: 1 })
    try {
      const environment = {
        TESTSIGMA_API_KEY: limited.apiKey,
        TESTSIGMA_BASE_URL: `${await limited.listen({ port: 0 })}/api/v1`,
      }
      await execute('sh', [await uploadScript(), 'junit.xml'], environment)
    } finally {
      await limited.close()
    }
  })

  async function failureOf(environment: Record<string, string>): Promise<string> {
    const script = await uploadScript()
    const error = await execute('sh', [script, 'junit.xml'], environment).catch((error) => error)
    expect(error).toMatchObject({ code: 1 })
    return error.stderr
  }
})
