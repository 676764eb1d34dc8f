import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postcss, { type Root } from 'postcss'

/**
 * Removes unused rules from the style sheets of a folder: rules for classes, IDs and elements that occur neither on a
 * page nor in a script, and variables that are never read. Starlight's styles cover much that this site does not use.
 */
export async function removeUnusedStyles(folder: string): Promise<void> {
  const { names, texts } = await readPages(folder)
  const sheets = new Map<string, Root>()
  for await (const file of glob('_astro/*.css', { cwd: folder })) {
    sheets.set(file, postcss.parse(await readFile(join(folder, file), 'utf8')))
  }
  for (const sheet of sheets.values()) removeRules(sheet, names)
  removeVariables([...sheets.values()], texts)
  for (const [file, sheet] of sheets) await writeFile(join(folder, file), sheet.toString())
}

interface Pages {
  /** Every word that may be a class, an ID or an element. */
  names: Set<string>
  /** Every text that may read a variable. */
  texts: string
}

async function readPages(folder: string): Promise<Pages> {
  const names = new Set<string>()
  const texts: string[] = []
  for await (const file of glob('**/*.{html,js}', { cwd: folder })) {
    if (file === 'offline.html') continue
    const text = await readFile(join(folder, file), 'utf8')
    // In pages only words inside tags; scripts may build names from any word.
    const code = file.endsWith('.js') ? text : (text.match(/<[a-zA-Z][^>]*>/g) ?? []).join('')
    for (const [name] of code.matchAll(/[\w-]+/g)) names.add(name)
    texts.push(...(code.match(/var\(--[\w-]+/g) ?? []), ...(file.endsWith('.js') ? [code] : []))
  }
  return { names, texts: texts.join(' ') }
}

function removeRules(sheet: Root, names: Set<string>): void {
  sheet.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && 'name' in rule.parent && /keyframes$/.test(String(rule.parent.name))) return
    const selectors = rule.selectors.filter((selector) => isUsed(selector, names))
    if (selectors.length === 0) rule.remove()
    else if (selectors.length < rule.selectors.length) rule.selectors = selectors
  })
  sheet.walkAtRules((atRule) => {
    if (atRule.nodes?.length === 0) atRule.remove()
  })
}

/** Ignores names in parentheses and brackets, which may be alternatives or exclusions. */
function isUsed(selector: string, names: Set<string>): boolean {
  const plain = withoutBrackets(selector)
  const wanted = Array.from(plain.matchAll(/[.#]((?:\\.|[\w-])+)/g), ([, name = '']) => name.replaceAll('\\', ''))
  return wanted.every((name) => names.has(name) || !/^[\w-]+$/.test(name))
}

function withoutBrackets(selector: string): string {
  const inner = selector.replaceAll(/\([^()]*\)|\[[^\]]*\]/g, '')
  return inner === selector ? selector : withoutBrackets(inner)
}

/** Repeated, because a variable may be used only by another unused one. */
function removeVariables(sheets: Root[], texts: string): void {
  for (let removed = 1; removed > 0; ) {
    removed = 0
    const read = new Set(`${texts} ${sheets.join(' ')}`.match(/--[\w-]+(?=[,)\s'"`])/g))
    for (const sheet of sheets) {
      sheet.walkDecls(/^--/, (declaration) => {
        if (read.has(declaration.prop)) return
        declaration.remove()
        removed += 1
      })
    }
  }
}
