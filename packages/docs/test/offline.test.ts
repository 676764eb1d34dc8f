import { describe, expect, it } from 'vitest'
import { contract } from '../src/contract.ts'
import { siteFile } from './site-files.ts'

describe('the offline page', () => {
  it('refers to no resources of other hosts', async () => {
    const html = await siteFile('offline.html')
    const resources = html.matchAll(/<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)\s*=\s*["']?([^"'\s>]+)/gi)
    const addresses = [...resources].map(([, address]) => address)
    expect(addresses).toContain('data:,')
    expect(addresses.filter((address) => /^(https?:)?\/\//i.test(address ?? ''))).toEqual([])
    // The script contains image URLs only where it shows images; the contract's examples are data.
    const pictures = html.match(/https?:\/\/[^\s"'`]+\.(?:svg|png|jpe?g|gif|webp|ico|woff2?|css|m?js)\b/g) ?? []
    const examples = JSON.stringify(contract)
    expect(pictures.filter((address) => !examples.includes(address))).toEqual([])
    expect(html.match(/"disableTelemetry":\w+/g)).toEqual(['"disableTelemetry":true'])
  })

  it('without JavaScript, says where to continue reading', async () => {
    const html = await siteFile('offline.html')
    expect(html.match(/<noscript>.*<\/noscript>/)?.[0]).toContain('href="openapi.yaml"')
  })
})
