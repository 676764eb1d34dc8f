import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postcss, { type AtRule, type Rule } from 'postcss'

const light = /\[data-theme=["']?light["']?\]/

/**
 * Follows the preferred colour scheme without JavaScript. A script sets the theme, and pages without one say `dark`;
 * therefore every rule of the light theme is repeated in a style sheet that only browsers without JavaScript load.
 */
export async function followPreferenceWithoutScript(folder: string): Promise<void> {
  const rules: (Rule | AtRule)[] = []
  const files: string[] = []
  for await (const file of glob('_astro/*.css', { cwd: folder })) files.push(file)
  for (const file of files.sort()) {
    postcss.parse(await readFile(join(folder, file), 'utf8')).walkRules((rule) => {
      if (light.test(rule.selector)) rules.push(withoutTheme(rule))
    })
  }
  const sheet = postcss.root({ nodes: rules }).toString()
  const name = `light.${createHash('sha256').update(sheet).digest('hex').slice(0, 8)}.css`
  await writeFile(join(folder, '_astro', name), sheet)
  const media = 'media="(prefers-color-scheme: light)"'
  const link = `<noscript><link rel="stylesheet" href="/_astro/${name}" ${media}></noscript></head>`
  for await (const file of glob('**/*.html', { cwd: folder })) {
    const page = join(folder, file)
    await writeFile(
      page,
      (await readFile(page, 'utf8')).replace('</head>', () => link),
    )
  }
}

/** Copies a rule for pages without JavaScript, including its layers and conditions. */
function withoutTheme(rule: Rule): Rule | AtRule {
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
