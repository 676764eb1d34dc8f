import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, inject, it } from 'vitest'
import { run } from './run.ts'
import { typeScript } from './typescript.ts'

const consumer = inject('consumer')
const tarball = inject('tarball')
const installed = join(consumer, 'node_modules/@testsigma-tms/client')
const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

describe('the package', () => {
  it('depends on openapi-fetch alone, and nothing in it acts on import', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['openapi-fetch'])
    expect(manifest).not.toHaveProperty('peerDependencies')
    expect(manifest.sideEffects).toBe(false)
  })

  it('has nothing that publint would fix', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, strict: true })

    expect(pkg.name).toBe('@testsigma-tms/client')
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('has types that are right for ES modules and CommonJS', async () => {
    const attw = resolve(import.meta.dirname, '../../node_modules/.bin/attw')
    const { stdout } = await run(attw, [tarball, '--profile', 'node16', '--format', 'ascii'])

    // It fails for what is wrong; this says that it looked.
    expect(stdout).toContain('"@testsigma-tms/client/helpers"')
  })
})

describe('the types', () => {
  it.each(['5.4', '7'] as const)('pass TypeScript %s, and notice mistakes', async (version) => {
    const check = typeScript(version, consumer, 'usage.ts')

    await expect(check.catch(({ stdout }) => stdout)).resolves.toMatchObject({ stdout: '' })
  })
})
