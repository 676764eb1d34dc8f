import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { exampleRequests } from './contract-examples.ts'
import { newDatabase } from './database.ts'
import { nobody, refusal } from './requests.ts'
import { caller, demo, start } from './start.ts'

test('without a key, every operation is 401', async () => {
  const { call } = await start()
  for (const { method, path } of exampleRequests) {
    expect(await call(method, path, { headers: {} })).toMatchObject({ status: 401, body: { code: 401 } })
  }
})

test('in a project that does not exist, every operation is 404', async () => {
  const { call } = await start()
  for (const { method, path, bodies } of exampleRequests.filter(({ path }) => path.includes(demo.project))) {
    const [body] = Object.values(bodies)
    const init = body === undefined ? {} : { body }
    expect(await call(method, path.replace(demo.project, nobody), init)).toMatchObject({ status: 404 })
  }
})

test('with an invalid host, every list is 400', async () => {
  const { server } = await start()
  const origin = await server.listen({ port: 0 })
  const call = caller(origin, server.apiKey, fetchWithHost('a b'))
  for (const { path } of exampleRequests.filter(({ operationId }) => operationId.startsWith('list'))) {
    expect(await call('GET', path)).toMatchObject(refusal(400, 'Host: must be a host name, got "a b"'))
  }
})

/** `fetch` would set the Host header itself. */
function fetchWithHost(host: string): typeof fetch {
  return (input) =>
    new Promise((resolve, reject) => {
      const { url, headers } = new Request(input)
      get(url, { headers: { ...Object.fromEntries(headers), host } }, async (response) => {
        const body = await text(response)
        const own = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)])
        resolve(new Response(body, { status: Number(response.statusCode), headers: own }))
      }).on('error', reject)
    })
}

test('without a database, every operation is 500, without internal details', async () => {
  const { options, query } = await newDatabase()
  const { call } = await start(options)
  await query('drop table api_keys')
  for (const { method, path } of exampleRequests) {
    expect(await call(method, path)).toMatchObject({ status: 500, body: { message: 'internal server error' } })
  }
})
