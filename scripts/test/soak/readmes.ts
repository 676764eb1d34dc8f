import { existsSync, globSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { runSnippet, typeScriptIn, VITEST } from '../../../packages/client/test/readme-snippets.ts'
import { readManifest } from '../../packages.ts'
import { ROOT } from '../../run.ts'
import type { Environment } from './command.ts'

/**
 * Registers tests that run the TypeScript snippets of all published READMEs with the installed packages.
 *
 * @param place returns the folder of the installation, and the variables of a server
 */
export function testReadmes(place: () => { folder: string; account: Environment }): void {
  const files = globSync(['README.md', 'spec/README.md', 'packages/*/README.md'], { cwd: ROOT })
  const snippets = files.filter(isPublished).flatMap((file) => {
    return typeScriptIn(readFileSync(join(ROOT, file), 'utf8')).map((snippet) => ({ file, ...snippet }))
  })

  test('the READMEs have snippets to run', () => {
    expect(new Set(snippets.map(({ file }) => file)).size).toBeGreaterThan(6)
  })

  test.concurrent.each(snippets)(
    '$file, line $line: the snippet runs',
    async (snippet) => {
      const { folder, account } = place()
      const vitest = join(folder, 'node_modules/vitest')
      if (!existsSync(vitest)) symlinkSync(VITEST, vitest)
      const { status, output } = await runSnippet(folder, snippet, account)
      expect(status, output).toBe(0)
      if (snippet.code.includes('console.')) expect(output).toMatch(/\S/)
    },
    120_000,
  )
}

function isPublished(file: string): boolean {
  return file === 'README.md' || readManifest(join(ROOT, dirname(file), 'package.json')).private !== true
}
