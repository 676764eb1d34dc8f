import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { publishedPackages } from '../packages.ts'

const root = join(import.meta.dirname, '../..')
const programs = publishedPackages(root).filter(({ manifest }) => manifest.bin !== undefined)
const check = readFileSync(join(root, 'packages/server/src/bin.ts'), 'utf8')
const temporary = mkdtempSync(join(tmpdir(), 'bins-'))

afterAll(() => rmSync(temporary, { recursive: true }))

test.each(programs)('$manifest.name checks the version of Node first', ({ directory, manifest }) => {
  const files = Object.values(manifest.bin as Record<string, string>)
  expect(files).toEqual(['./src/bin.ts'])
  expect(manifest.publishConfig).toMatchObject({ bin: { [Object.keys(manifest.bin ?? {})[0] ?? '']: './dist/bin.js' } })
  expect(readFileSync(join(root, directory, 'src/bin.ts'), 'utf8')).toBe(check)
})

test.each([
  ['>=20.19', true],
  [`>=${process.versions.node.split('.').slice(0, 2).join('.')}`, true],
  ['^22.16 || >=24', true],
  ['>=24.999', false],
  ['>=999.0', false],
  ['^22.16', false],
  ['^22.16 || >=999', false],
  ['^24.999', false],
])('with engines %s this Node is accepted: %s', (engines, accepted) => {
  const folder = join(temporary, engines.replaceAll(/\W/g, '_'))
  mkdirSync(join(folder, 'src'), { recursive: true })
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'some-program', type: 'module', engines: { node: engines } }),
  )
  writeFileSync(join(folder, 'src/cli.ts'), "console.log('started')")
  copyFileSync(join(root, 'packages/server/src/bin.ts'), join(folder, 'src/bin.ts'))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'src/bin.ts')], { encoding: 'utf8' })
  const refusal = `some-program needs Node ${engines}; this is Node ${process.versions.node}\n`
  expect({ status, stdout, stderr }).toEqual(
    accepted ? { status: 0, stdout: 'started\n', stderr: '' } : { status: 1, stdout: '', stderr: refusal },
  )
})

test.each(programs)('$manifest.name starts with it, and prints its version', ({ directory, manifest }) => {
  const program = join(root, directory, 'src/bin.ts')
  expect(execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' })).toBe(`${manifest.version}\n`)
  expect(execFileSync(process.execPath, [program, '--help'], { encoding: 'utf8' })).toMatch(/Usage/)
})

test.each(programs)('$manifest.name prints its version', ({ directory, manifest }) => {
  const printed = execFileSync(process.execPath, [join(root, directory, 'src/bin.ts'), '--version'], {
    encoding: 'utf8',
  })
  expect(printed).toBe(`${manifest.version}\n`)
})
