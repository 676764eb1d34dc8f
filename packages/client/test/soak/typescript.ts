import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { run } from './run.ts'

const require = createRequire(import.meta.url)

/** Checks files with a version of TypeScript, in the strictest configuration, with only the types of browsers. */
export function typeScript(version: '5.4' | '7', folder: string, ...args: string[]): Promise<{ stdout: string }> {
  const manifest =
    version === '7'
      ? require.resolve('typescript/package.json')
      : join(folder, 'node_modules/typescript-5.4/package.json')
  const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--target', 'es2022']
  const libraries = ['--lib', 'es2022,dom,dom.iterable', '--typeRoots', 'none', '--skipDefaultLibCheck']
  const compiler = join(dirname(manifest), 'bin/tsc')
  return run(process.execPath, [compiler, ...options, ...libraries, ...args], { cwd: folder })
}
