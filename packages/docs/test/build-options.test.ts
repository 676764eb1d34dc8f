import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBuildOptions } from '../src/build/options.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tms-build-'))
  await writeFile(join(folder, 'notes.txt'), 'kept')
})
afterAll(() => rm(folder, { recursive: true }))

it.each<[string[], string]>([
  [['--site', ''], '--site must be an http or https URL such as https://example.org/base/, got ""'],
  [['--site', 'example.org/base'], 'got "example.org/base"'],
  [['--site', 'ftp://example.org/'], 'got "ftp://example.org/"'],
  [['--site', 'javascript:alert(1)'], '--site must be'],
  [['--site', 'https://example.org/?a=1'], '--site must be'],
  [['--site', 'https://example.org/#a'], '--site must be'],
  [['--site', 'https://jane:secret@example.org/'], 'got a URL with a user name'],
  [['--sites', 'https://example.org/'], "Unknown option '--sites'"],
  [['folder'], "Unexpected argument 'folder'"],
  [['--out', '/'], '--out must be new, empty or an earlier build'],
])('%j is refused', async (args, message) => {
  await expect(readBuildOptions(args, folder)).rejects.toThrow(message)
})

it.each([
  ['https://example.org', 'https://example.org/'],
  ['https://example.org:8443/a/deep/path', 'https://example.org:8443/a/deep/path/'],
])('--site %s is %s', async (text, site) => {
  expect(String((await readBuildOptions(['--site', text], join(folder, 'new')))?.site)).toBe(site)
})

it.each(['.', 'notes.txt'])('build.ts --out %s replaces nothing but an earlier build', async (out) => {
  const { code, stderr } = await build('--out', out)
  expect(stderr).toMatch(/^docs:build: --out must be .+\. See --help\.\n$/)
  expect(code).toBe(2)
  expect(await readdir(folder)).toEqual(['notes.txt'])
})

function build(...args: string[]): Promise<{ code: number; stderr: string }> {
  const program = resolve(import.meta.dirname, '../build.ts')
  return new Promise((finish) => {
    execFile(process.execPath, [program, ...args], { cwd: folder }, (error, _stdout, stderr) => {
      finish({ code: Number(error?.code ?? 0), stderr })
    })
  })
}
