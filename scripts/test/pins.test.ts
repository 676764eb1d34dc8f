import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stalePins, writePins } from '../pins.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pins-'))
  write('packages/cli/package.json', '{ "name": "@testsigma-tms/cli", "version": "0.2.0" }')
  write('packages/check/package.json', '{ "name": "@testsigma-tms/check", "version": "0.2.0", "private": true }')
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

test.each(['README.md', 'packages/cli/README.md', 'templates/a.yml', 'packages/docs/src/content/docs/guides/tms.md'])(
  'an old version in %s is reported, and replaced',
  (file) => {
    write(file, 'npm i @testsigma-tms/cli@0.1.0 other@0.1.0\nnpx @testsigma-tms/cli@0.2.0-rc.1 @testsigma-tms/cli\n')
    expect(stalePins(root)).toEqual([
      `${file}: expected @testsigma-tms/cli@0.2.0, got @testsigma-tms/cli@0.1.0`,
      `${file}: expected @testsigma-tms/cli@0.2.0, got @testsigma-tms/cli@0.2.0-rc.1`,
    ])
    writePins(root)
    expect(readFileSync(join(root, file), 'utf8')).toBe(
      'npm i @testsigma-tms/cli@0.2.0 other@0.1.0\nnpx @testsigma-tms/cli@0.2.0 @testsigma-tms/cli\n',
    )
    expect(stalePins(root)).toEqual([])
  },
)

test('a version of an unpublished package is reported, and the changelog is not changed', () => {
  write('CHANGELOG.md', '@testsigma-tms/cli@0.1.0')
  write('README.md', '@testsigma-tms/check@0.2.0')
  expect(stalePins(root)).toEqual([
    'README.md: expected @testsigma-tms/check@… of a package that exists, got @testsigma-tms/check@0.2.0',
  ])
})
