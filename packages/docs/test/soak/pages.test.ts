import { expect, it } from 'vitest'
import { contract } from '../../src/contract.ts'
import { openBrowser } from '../browser.ts'
import { PageInspector, type PageReport } from '../page.ts'
import { origin, serveSite } from '../serve-site.ts'
import { pageAddresses } from '../site-files.ts'

serveSite()

/** Number of tabs that inspect pages at the same time. */
const tabs = 2

it('every page passes axe in both themes, requests no other host, has no errors, and is small', async (context) => {
  const browser = await openBrowser(context)
  const addresses = [...(await pageAddresses()), '/no/such/page/']
  expect(addresses.length).toBeGreaterThan(contract.operations.length)
  const waiting = [...addresses]
  const checked = new Set<string>()
  const look = async (): Promise<PageReport[]> => {
    const inspector = await PageInspector.open(browser, origin)
    const reports: PageReport[] = []
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      reports.push(await inspector.inspect(address, { withAxe: true, checked }))
    }
    await inspector.close()
    return reports
  }
  const reports = (await Promise.all(Array.from({ length: tabs }, look))).flat()
  expect(reports.flatMap(({ violations }) => violations)).toEqual([])
  expect(reports.flatMap(({ problems }) => problems)).toEqual([])
  expect(reports).toHaveLength(addresses.length)
})
