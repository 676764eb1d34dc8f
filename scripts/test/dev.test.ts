import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { coalesce } from '../dev/coalesce.ts'
import { findGenerators } from '../dev/generators.ts'
import { readOptions } from '../dev/options.ts'

describe('changes during a run', () => {
  test('cause one more run with all of them', async () => {
    const runs: string[][] = []
    let underway = 0
    const release: (() => void)[] = []
    const follow = coalesce<string>(async (saved) => {
      underway += 1
      expect(underway).toBe(1)
      runs.push([...saved])
      await new Promise<void>((resolve) => release.push(resolve))
      underway -= 1
    })
    const done = Promise.all([follow('a'), follow('b')])
    await expect.poll(() => release.length).toBe(1)
    const later = Promise.all([follow('c'), follow('c'), follow('d')])
    release[0]?.()
    await expect.poll(() => release.length).toBe(2)
    release[1]?.()
    await Promise.all([done, later])
    expect(runs).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  test('a later change starts a new run', async () => {
    const runs: string[][] = []
    const follow = coalesce<string>(async (saved) => void runs.push([...saved]))
    await follow('a')
    await follow('b')
    expect(runs).toEqual([['a'], ['b']])
  })
})

test('every package that generates code from the contract is watched', () => {
  const names = findGenerators().map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['client', 'docs', 'types']))
})

describe('options', () => {
  test('are for the docs, and everything else for the server', () => {
    expect(readOptions(['--port', '5', '--docs-port', '6', '--log'])).toEqual({
      help: false,
      docsPort: '6',
      server: ['--port', '5', '--log'],
    })
    expect(readOptions(['--no-docs'])).toEqual({ help: false, docsPort: undefined, server: [] })
    expect(readOptions(['--docs-port=0']).docsPort).toBe('0')
  })

  test.each([[['--docs-port']], [['--docs-port', 'x']], [['--docs-port=99999']]])('%j are rejected', (args) => {
    expect(() => readOptions(args)).toThrow('--docs-port: expected a number from 0 to 65535, got')
  })

  test('are listed by --help', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, '../dev.ts'), '--help'], {
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([0, expect.stringContaining('Usage: pnpm dev')])
  })
})
