import axe from 'axe-core'
import type { Page } from 'playwright-core'

const accessibilityRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** Rules whose outcome depends on colours; the others need to run in one theme only. */
const colourRules = ['color-contrast', 'link-in-text-block']

type Axe = typeof axe

/**
 * What axe finds on a page that is light, and then dark. Contrast is most of its work, and depends on nothing but the
 * style of a text: `checked` are the styles that axe has seen, on this page or another, and is not asked about again.
 */
export async function violationsInBothThemes(
  page: Page,
  leaveOut: string[] = [],
  checked = new Set<string>(),
): Promise<string[]> {
  await openEverything(page, leaveOut)
  const light = [...(await violationsOf(page)), ...(await violationsOfColours(page, checked))]
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  const dark = await violationsOfColours(page, checked)
  return [...light.map((text) => `light ${text}`), ...dark.map((text) => `dark ${text}`)]
}

/** So that axe sees it. */
async function openEverything(page: Page, leaveOut: string[]): Promise<void> {
  await page.evaluate(axe.source)
  await page.addStyleTag({ content: '.panel { display: block !important } * { transition: none !important }' })
  await page.evaluate((leaveOut) => {
    for (const selector of leaveOut) document.querySelector(selector)?.remove()
    // The console has tests of its own, with axe.
    const others = document.querySelectorAll<HTMLDetailsElement>('main details:not([data-try-it])')
    for (const details of others) details.open = true
  }, leaveOut)
  // Code that scrolls is made reachable with the keyboard once the browser is idle.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('pre')].every((pre) => pre.scrollWidth <= pre.clientWidth || pre.tabIndex === 0),
  )
}

/** By all rules but those about colours. */
function violationsOf(page: Page): Promise<string[]> {
  return page.evaluate(
    async ([rules, without]) => {
      const { run } = (globalThis as unknown as { axe: Axe }).axe
      const { violations } = await run(document, {
        runOnly: rules,
        rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
        resultTypes: ['violations'],
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    },
    [accessibilityRules, colourRules] as const,
  )
}

/** By the rules about colours, of one text in each style that has not been checked. */
async function violationsOfColours(page: Page, checked: Set<string>): Promise<string[]> {
  const { styles, found } = await page.evaluate(
    async ([rules, checked]) => {
      const backgrounds = new Map<Element, string>()
      const texts = textsByStyle()
      const styles = [...texts.keys()].filter((style) => !checked.includes(style))
      if (styles.length === 0) return { styles, found: [] }
      const { run } = (globalThis as unknown as { axe: Axe }).axe
      const include = styles.flatMap((style) => texts.get(style) ?? [])
      const { violations } = await run({ include }, { runOnly: rules, resultTypes: ['violations'] })
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      )
      return { styles, found }

      function textsByStyle(): Map<string, Element> {
        const first = new Map<string, Element>()
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const element = text.parentElement
          if (!element || !text.nodeValue?.trim() || !element.checkVisibility()) continue
          const style = styleOf(element)
          if (!first.has(style)) first.set(style, element)
        }
        return first
      }

      /** All that contrast depends on; of a link, also what tells it from the text around it. */
      function styleOf(element: Element): string {
        const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element)
        const around = element.closest('a')?.parentElement
        const link = around ? getComputedStyle(around).color : ''
        return [color, fontSize, fontWeight, textDecorationLine, link, behind(element)].join(' ')
      }

      /** What is behind a text: colours, pictures and transparency up to the first opaque colour. */
      function behind(element: Element | null): string {
        if (element === null) return ''
        const known = backgrounds.get(element)
        if (known !== undefined) return known
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element)
        const own = [backgroundColor, backgroundImage, opacity].filter(
          (value) => !['rgba(0, 0, 0, 0)', 'none', '1'].includes(value),
        )
        const all = backgroundColor.startsWith('rgb(') ? own : [...own, behind(element.parentElement)]
        backgrounds.set(element, all.join(' '))
        return all.join(' ')
      }
    },
    [colourRules, [...checked]] as const,
  )
  for (const style of styles) checked.add(style)
  return found
}
