import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * Bundles code for browsers, as users do.
 * @param folder in which the code is resolved, with its dependencies installed
 */
export async function bundle(folder: string, code: string, { minify = false } = {}): Promise<string> {
  const input = join(folder, 'entry.js')
  await writeFile(input, code)
  const built = await rolldown({ input, platform: 'browser' })
  const { output } = await built.generate({ minify })
  return output[0].code
}
