import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, inject } from 'vitest'

/** The local server, with the site and with fault injection. */
export let server: Server
export let origin: string

/** Serves the site to the tests of a file. */
export function serveSite(): void {
  beforeAll(async () => {
    server = await createServer({ docs: inject('site'), faults: true })
    origin = await server.listen({ port: 0 })
  })
  afterAll(() => server.close())
}
