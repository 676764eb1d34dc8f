import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from '@testsigma-tms/server'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { contract } from '../src/contract.ts'
import { operationsOf } from '../src/operation.ts'
import { languages } from '../src/samples/index.ts'
import { makeSamples } from '../src/samples/sample.ts'
import { pageAddresses, siteFile } from './site-files.ts'
import { needs, run, shellTools } from './tools.ts'

const operations = operationsOf(contract)

describe('openapi files', () => {
  it.each(['openapi.yaml', 'openapi.json'])('%s is the bundle, byte by byte', async (file) => {
    const bundle = new URL(import.meta.resolve(`@testsigma-tms/spec/${file}`))
    expect(await siteFile(file)).toBe(await readFile(bundle, 'utf8'))
  })
})

describe('the sitemap', () => {
  it('contains the URL of every page', async () => {
    const listed = [...(await siteFile('sitemap.xml')).matchAll(/<loc>http:\/\/docs\.example(\/.*?)<\/loc>/g)]
    expect(listed.map(([, address]) => address)).toEqual(await pageAddresses())
    expect(listed.length).toBeGreaterThan(operations.length)
  })
})

describe('texts for language models', () => {
  it('are listed in llms.txt, one per page', async () => {
    const listed = [...(await siteFile('llms.txt')).matchAll(/\]\((.*?\.md)\)/g)].map(([, address = '']) => address)
    const expected = (await pageAddresses()).map((address) =>
      address === '/' ? 'index.md' : `${address.slice(1, -1)}.md`,
    )
    expect(listed.sort()).toEqual(expected.sort())
  })

  it('are all in llms-full.txt', async () => {
    const full = await siteFile('llms-full.txt')
    for (const { summary } of operations) expect(full).toContain(`# ${summary}\n`)
  })

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    'contain everything about %s',
    async (operationId, { tag, summary, method, path, parameters, responses, requestBody }) => {
      const file = `reference/${tag.toLowerCase().replaceAll(' ', '-')}/${kebab(operationId)}.md`
      const text = await siteFile(file)
      expect(text.startsWith(`# ${summary}\n\n\`${method.toUpperCase()} ${path}\``)).toBe(true)
      for (const { name } of parameters) expect(text).toContain(`\`${name}\``)
      for (const status of responses.keys()) expect(text).toContain(`\n## Response ${status}\n`)
      for (const { url } of contract.servers) expect(text).toContain(url)
      const samples = makeSamples(contract).find((entry) => entry.operationId === operationId)?.samples ?? []
      expect(samples).toHaveLength(languages.length)
      for (const sample of samples) expect(text).toContain(sample.text)
      const examples = [requestBody, ...responses.values()]
        .flatMap((part) => [...(part?.content.values() ?? [])])
        .flatMap((mediaType) => mediaType.examples)
      expect(examples.length).toBeGreaterThan(0)
      for (const { value } of examples) expect(text).toContain(JSON.stringify(value, null, 2))
    },
  )
})

describe('the Postman collection', () => {
  it('has the format of Postman', async () => {
    const schema = JSON.parse(
      await readFile(join(import.meta.dirname, 'fixtures/postman-collection.schema.json'), 'utf8'),
    )
    const validate = new Ajv({ allErrors: true }).compile(schema)
    validate(JSON.parse(await siteFile('postman.json')))
    expect(validate.errors ?? []).toEqual([])
  })

  it('has a request for each operation', async () => {
    const { item: folders } = JSON.parse(await siteFile('postman.json')) as { item: { item: Item[] }[] }
    const requests = folders.flatMap(({ item }) => item).map(({ request }) => `${request.method} ${request.url.raw}`)
    const expected = contract.operations.map(
      ({ method, path }) => `${method.toUpperCase()} {{baseUrl}}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    )
    expect(requests.sort()).toEqual(expected.sort())
  })
})

describe('the front page', () => {
  it('shows commands that return the response shown', async (context) => {
    await needs(context, shellTools)
    const server = await createServer()
    try {
      const text = await siteFile('index.md')
      const [, command = '', response = ''] = text.match(/```sh\n(curl[^`]*)```\n\n```json\n([^`]*)```/) ?? []
      const origin = await server.listen({ port: 0 })
      const sent = command.replace('http://127.0.0.1:4010', origin).replace('<API_KEY>', server.apiKey)
      expect(sent).not.toBe(command)
      const { stdout } = await run('bash', ['-c', sent], { env: { ...process.env, NO_PROXY: '127.0.0.1' } })
      // The local server has the users of the page, followed by others.
      expect(JSON.parse(stdout).data.slice(0, 2)).toEqual(JSON.parse(response).data)
    } finally {
      await server.close()
    }
  })
})

interface Item {
  request: { method: string; url: { raw: string } }
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
