import axe from 'axe-core'
import type { Page } from 'playwright-core'

const accessibilityRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** Rules whose results depend on colours; all others need to run in one theme only. */
const colourRules = ['color-contrast', 'link-in-text-block']

type Axe = typeof axe

/**
 * The violations that axe finds on a page in the light and the dark theme. Contrast checks are most of its work, and
 * depend only on the style of a text: `checked` contains the styles that were already checked, on this page or another.
 */
export async function violationsInBothThemes(
  page: Page,
  leaveOut: string[] = [],
  checked = new Set<string>(),
): Promise<string[]> {
  await openEverything(page, leaveOut)
  const light = await violationsOfColours(page, checked)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  const dark = await violationsOfColours(page, checked)
  await flattenCode(page)
  light.push(...(await violationsOf(page)))
  return [...light.map((text) => `light ${text}`), ...dark.map((text) => `dark ${text}`)]
}

/** Opens everything, so that axe checks it. */
async function openEverything(page: Page, leaveOut: string[]): Promise<void> {
  await page.evaluate(axe.source)
  await page.addStyleTag({ content: '.panel { display: block !important } * { transition: none !important }' })
  await page.evaluate((leaveOut) => {
    for (const selector of leaveOut) document.querySelector(selector)?.remove()
    // The console has its own tests with axe.
    const others = document.querySelectorAll<HTMLDetailsElement>('main details:not([data-try-it])')
    for (const details of others) details.open = true
  }, leaveOut)
  // Starlight makes scrollable code focusable once the browser is idle.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('pre')].every((pre) => pre.scrollWidth <= pre.clientWidth || pre.tabIndex === 0),
  )
}

/** Replaces the elements of code by text once its colours are checked: they are a third of a page, and all alike. */
function flattenCode(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const line of document.querySelectorAll('.ec-line')) line.textContent = `${line.textContent}`
  })
}

/** Violations of all rules except those about colours. */
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

/** Violations of the colour rules, for one text of each style that was not checked before. */
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

      /** Everything that contrast depends on; for links also what distinguishes them from the surrounding text. */
      function styleOf(element: Element): string {
        const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element)
        const around = element.closest('a')?.parentElement
        const link = around ? getComputedStyle(around).color : ''
        return [color, fontSize, fontWeight, textDecorationLine, link, behind(element)].join(' ')
      }

      /** The background of a text: colours, images and transparency up to the first opaque colour. */
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
