import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '../../src/contract.ts'
import { forEachOf, openBrowser } from '../browser.ts'
import { inspect, type PageReport } from '../page.ts'
import { pageAddresses, site } from '../site-files.ts'

let server: Server
let origin: string
beforeAll(async () => {
  server = await createServer({ docs: site })
  origin = await server.listen({ port: 0 })
})
afterAll(() => server.close())

it('every page passes axe in both themes, asks no other host, has no errors, and is light', async (context) => {
  const browser = await openBrowser(context)
  const addresses = [...(await pageAddresses()), '/no/such/page/']
  expect(addresses.length).toBeGreaterThan(contract.operations.length)
  const reports: PageReport[] = []
  await forEachOf(addresses, 2, async (address) => {
    reports.push(await inspect(browser, origin, address, { withAxe: true }))
  })
  expect(reports.flatMap(({ violations }) => violations)).toEqual([])
  expect(reports.flatMap(({ problems }) => problems)).toEqual([])
  expect(reports).toHaveLength(addresses.length)
})
