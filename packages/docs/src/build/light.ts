import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postcss, { type AtRule, type Rule } from 'postcss'

const light = /\[data-theme=["']?light["']?\]/

/**
 * Gives readers without script the light theme if that is what they prefer. A script sets the theme, and pages without
 * one say `dark`; so every rule of the light theme is repeated for them.
 */
export async function followPreferenceWithoutScript(folder: string): Promise<void> {
  for await (const file of glob('_astro/*.css', { cwd: folder })) {
    const path = join(folder, file)
    const sheet = postcss.parse(await readFile(path, 'utf8'))
    const rules: (Rule | AtRule)[] = []
    sheet.walkRules((rule) => {
      if (light.test(rule.selector)) rules.push(within(rule))
    })
    if (rules.length === 0) continue
    sheet.append(
      postcss.atRule({
        name: 'media',
        params: '(scripting: none) and (prefers-color-scheme: light)',
        nodes: rules,
      }),
    )
    await writeFile(path, sheet.toString())
  }
}

/** A copy of a rule for the theme of pages without script, in the layers and conditions that it stands in. */
function within(rule: Rule): Rule | AtRule {
  const selectors = rule.selectors.filter((selector) => light.test(selector))
  let copy: Rule | AtRule = rule.clone({
    selectors: selectors.map((selector) => selector.replace(light, '[data-theme="dark"]')),
  })
  for (let parent = rule.parent; parent?.type === 'atrule'; parent = parent.parent) {
    const { name, params } = parent as AtRule
    copy = postcss.atRule({ name, params, nodes: [copy] })
  }
  return copy
}
