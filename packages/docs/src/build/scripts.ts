import { createHash } from 'node:crypto'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const inlineScript = /<script((?:\s+(?!src=)[\w-]+(?:="[^"]*")?)*)>([\s\S]*?)<\/script>/g

/**
 * Moves every inline script of every page to a file, so that a host can forbid inline scripts altogether
 * (`script-src 'self'`). Data in script elements stays where it is.
 */
export async function moveScriptsToFiles(folder: string): Promise<void> {
  const assets = join(folder, '_astro')
  await mkdir(assets, { recursive: true })
  const files = new Map<string, string>()
  for await (const file of glob('**/*.html', { cwd: folder })) {
    const path = join(folder, file)
    const html = await readFile(path, 'utf8')
    const moved = html.replaceAll(inlineScript, (element, attributes: string, code: string) => {
      if (isData(attributes)) return element
      const name = `inline.${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`
      files.set(name, code)
      return `<script${attributes} src="/_astro/${name}"></script>`
    })
    await writeFile(path, moved)
  }
  for (const [name, code] of files) await writeFile(join(assets, name), code)
}

function isData(attributes: string): boolean {
  const [, type = 'module'] = /\stype="([^"]*)"/.exec(attributes) ?? []
  return type !== 'module' && !type.endsWith('javascript')
}
