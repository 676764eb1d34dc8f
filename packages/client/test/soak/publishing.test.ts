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
  it('depends only on openapi-fetch, and has no side effects on import', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['openapi-fetch'])
    expect(manifest).not.toHaveProperty('peerDependencies')
    expect(manifest.sideEffects).toBe(false)
  })

  it('has nothing that publint would fix', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, strict: true })

    expect(pkg.name).toBe('@testsigma-tms/client')
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('has correct types for ES modules and CommonJS', async () => {
    const attw = resolve(import.meta.dirname, '../../node_modules/.bin/attw')
    const { stdout } = await run(attw, [tarball, '--profile', 'node16', '--format', 'ascii'])

    // The tool fails if anything is wrong; this proves that it ran.
    expect(stdout).toContain('"@testsigma-tms/client/helpers"')
  })
})

describe('the types', () => {
  it.each(['5.4', '7'] as const)('compile with TypeScript %s, and report mistakes', async (version) => {
    const check = typeScript(version, consumer, 'usage.ts')

    await expect(check.catch(({ stdout }) => stdout)).resolves.toMatchObject({ stdout: '' })
  })
})
