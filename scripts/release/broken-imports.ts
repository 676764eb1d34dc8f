import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const IMPORT = /(?:\bfrom|\bimport|\brequire\()\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g

/**
 * Finds relative imports in a package whose target does not exist, as `dist/a.js: ./b.js`.
 *
 * @param root the folder of the unpacked package
 * @param files paths relative to `root`
 */
export function brokenImports(root: string, files: readonly string[]): string[] {
  return files
    .filter((file) => /\.(js|d\.ts)$/.test(file))
    .flatMap((file) => {
      const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/?\*|\/\/).*$/gm, '')
      const imports = Array.from(code.matchAll(IMPORT), ([, path = '']) => path)
      return imports.filter((path) => !leadsSomewhere(join(root, file), path)).map((path) => `${file}: ${path}`)
    })
}

/** TypeScript resolves the imports `a.js`, `a.ts` and `a` in a declaration to `a.d.ts`. */
function leadsSomewhere(file: string, path: string): boolean {
  const target = join(dirname(file), path)
  return existsSync(file.endsWith('.d.ts') ? target.replace(/(\.[jt]s)?$/, '.d.ts') : target)
}
