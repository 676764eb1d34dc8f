import { describe, expect, it } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { openBrowser } from './browser.ts'
import { PageInspector } from './page.ts'
import { origin, serveSite } from './serve-site.ts'

serveSite()

/** One page of each template; all pages are tested in `soak/pages.test.ts`. */
describe.each([
  { template: 'operation', address: '/reference/test-runs/assign-test-run-case-user/', withAxe: true },
  { template: 'landing page', address: '/', withAxe: true },
  { template: 'resource', address: '/reference/users/', withAxe: false },
  { template: 'list of operations', address: '/reference/', withAxe: false },
  { template: 'schemas', address: '/schemas/users/', withAxe: false },
  { template: 'guide', address: '/guides/quickstart/', withAxe: false },
  { template: 'unknown address', address: '/no/such/page/', withAxe: false },
])('the template of the $template', ({ address, withAxe }) => {
  it('requests no other host, has no errors, is small, and passes axe', async (context) => {
    const inspector = await PageInspector.open(await openBrowser(context), origin)
    const { problems, violations } = await inspector.inspect(address, { withAxe })
    expect(problems).toEqual([])
    expect(violations).toEqual([])
    await inspector.close()
  })
})

it('finds a text with too little contrast in only one theme, wherever it is', async (context) => {
  const page = await (await openBrowser(context)).newPage({ colorScheme: 'light' })
  await page.goto(`${origin}/reference/users/`)
  await page.addStyleTag({ content: '[data-theme=dark] .field:last-of-type .prose { color: #333 }' })
  expect(await violationsInBothThemes(page, [])).toEqual([expect.stringMatching(/^dark color-contrast: .*prose/)])
})

it('prints dark text on a light background in every theme', async (context) => {
  const page = await (await openBrowser(context)).newPage({ colorScheme: 'dark' })
  await page.goto(`${origin}/reference/users/list-users/`)
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  const colours = await page.evaluate(() =>
    ['body', '.endpoint .path', '.samples pre', '.samples .ec-line span', '.switcher legend', '.switcher'].map(
      (selector) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(selector) as Element)
        const [text, behind] = [color, backgroundColor].map((value) => value.match(/[\d.]+/g)?.map(Number) ?? [])
        const isClear = behind?.[3] === 0
        return {
          selector,
          isDark: Math.max(...(text ?? [])) < 128,
          isLight: isClear || Math.min(...(behind ?? [])) > 200,
        }
      },
    ),
  )
  expect(colours.filter(({ isDark, isLight }) => !isDark || !isLight)).toEqual([])
})

it('without script, shows nothing that needs one', async (context) => {
  const page = await (await openBrowser(context)).newPage({ javaScriptEnabled: false })
  await page.goto(`${origin}/reference/users/list-users/`)
  for (const control of ['site-search button', 'starlight-theme-select select', '.open-console', '.copy-text']) {
    expect(await page.locator(control).first().isVisible(), control).toBe(false)
  }
  await page.close()
})

it('with forced colours, icons are visible and what is chosen stands out', async (context) => {
  const page = await (await openBrowser(context)).newPage({ forcedColors: 'active', colorScheme: 'dark' })
  await page.goto(`${origin}/reference/users/list-users/`)
  const background = (selector: string, pseudo?: string) =>
    page.evaluate(
      ([selector, pseudo]) =>
        getComputedStyle(document.querySelector(selector) as Element, pseudo ?? null).backgroundColor,
      [selector, pseudo] as const,
    )
  const canvas = await background('body')
  for (const [selector, pseudo] of [
    ['.copy-text', '::before'],
    ['.expressive-code .copy button', '::after'],
    ['.switcher input:checked + span'],
    ['.sidebar-content a[aria-current="page"]'],
  ] as const) {
    expect(await background(selector, pseudo), selector).not.toBe(canvas)
  }
  await page.close()
})
