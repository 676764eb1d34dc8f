import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const inlineScript = /<script((?:\s+(?!src=)[\w-]+(?:="[^"]*")?)*)>([\s\S]*?)<\/script>/g

/**
 * Moves all inline scripts to files, so that a host can forbid inline scripts (`script-src 'self'`). Data in script
 * elements is kept.
 */
export async function moveScriptsToFiles(folder: string): Promise<void> {
  const assets = join(folder, '_astro')
  await mkdir(assets, { recursive: true })
  const files = new Map<string, string>()
  const addressOf = (code: string) => {
    const name = `inline.${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`
    files.set(name, code)
    return `/_astro/${name}`
  }
  for await (const file of glob('**/*.html', { cwd: folder })) {
    const path = join(folder, file)
    await writeFile(path, withoutInlineScripts(await readFile(path, 'utf8'), addressOf))
  }
  for (const [name, code] of files) await writeFile(join(assets, name), code)
}

function withoutInlineScripts(html: string, addressOf: (code: string) => string): string {
  const modules: string[] = []
  const moved = html.replaceAll(inlineScript, (element, attributes: string, code: string) => {
    if (attributes.trim() === 'type="module"' && !/\b(import|export|await)\b/.test(code)) {
      modules.push(code)
      return ''
    }
    return isData(attributes) ? element : `<script${attributes} src="${addressOf(code)}"></script>`
  })
  if (modules.length === 0) return moved
  // Module scripts run after the page is parsed, wherever they are, so all are joined into one file, each in its own
  // scope.
  const all = modules.map((code) => `(()=>{${code}\n})();`).join('\n')
  return moved.replace('</head>', `<script type="module" src="${addressOf(all)}"></script></head>`)
}

function isData(attributes: string): boolean {
  const [, type = 'module'] = /\stype="([^"]*)"/.exec(attributes) ?? []
  return type !== 'module' && !type.endsWith('javascript')
}
