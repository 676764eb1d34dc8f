import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OperationSamples } from './sample.ts'

/**
 * Replaces `<outputFolder>/samples` by the given samples, in `<operationId>/<file>`. Files of removed operations are
 * deleted; if writing fails, the old samples are kept.
 */
export async function replaceSamples(outputFolder: string, operations: OperationSamples[]): Promise<void> {
  await mkdir(outputFolder, { recursive: true })
  const staging = await mkdtemp(join(outputFolder, '.staging-'))
  try {
    for (const { operationId, samples } of operations) {
      const folder = join(staging, 'samples', operationId)
      await mkdir(folder, { recursive: true })
      for (const { file, text } of samples) await writeFile(join(folder, file), `${text}\n`)
    }
    await rm(join(outputFolder, 'samples'), { recursive: true, force: true })
    await rename(join(staging, 'samples'), join(outputFolder, 'samples'))
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
