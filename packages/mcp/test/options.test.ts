import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readOptions } from '../src/options.ts'

describe('options', () => {
  it('read only by default', () => {
    const { settings, port } = readOptions([])

    expect(settings).toMatchObject({ sets: ['read'], allowDelete: false, budget: 24_000 })
    expect(port).toBeUndefined()
  })

  it('print the help without a key', () => {
    expect(readOptions(['--help']).help).toBe(true)
  })

  it('are read', () => {
    const args = '--tools all --allow-delete --http 0 --budget 9000 --project DEMO --user a@example.com'.split(' ')
    const { settings, port } = readOptions(args)

    expect(settings).toMatchObject({
      sets: ['read', 'author', 'run'],
      allowDelete: true,
      budget: 9_000,
      project: 'DEMO',
    })
    expect(port).toBe(0)
  })

  it.each([
    [['--tools', 'write'], /--tools must be read, author, run, all, got "write"/],
    [['--tools', 'constructor'], /--tools must be/],
    [['--allow-delete'], /--allow-delete needs --tools author, run or all/],
    [['--budget', '10'], /--budget must be a whole number from 4000 to 1000000, got "10"/],
    [['--http', '70000'], /--http must be a whole number from 0 to 65535/],
    [['--http', '0x10'], /--http must be/],
    [['--verbose'], /--verbose/],
    [['--project', ''], /--project must not be empty/],
    [['--user', ' '], /--user must not be empty/],
    [['--files', '/nowhere'], /--files must be a folder that exists, got "\/nowhere"/],
    [['--files', import.meta.filename], /--files must be a folder/],
    [['--files', `${import.meta.filename}/x`], /--files must be a folder/],
  ])('%j is rejected', (args, message) => {
    expect(() => readOptions(args)).toThrow(message)
  })

  it.each([['--api-key', 'sk-1234'], ['--api-key=sk-1234'], ['--key', 'sk-1234'], ['--token=sk-1234']])(
    'a key is rejected and not shown: %s',
    (...args) => {
      expect(() => readOptions(args)).toThrow(/TESTSIGMA_API_KEY/)
      expect(() => readOptions(args)).not.toThrow(/sk-1234/)
    },
  )
})

describe('the command', () => {
  const run = (args: string[], env: Record<string, string> = {}) => {
    const cli = fileURLToPath(import.meta.resolve('../src/cli.ts'))
    return spawnSync(process.execPath, [cli, ...args], {
      encoding: 'utf8',
      env: { PATH: String(process.env.PATH), ...env },
      input: '',
    })
  }

  it('says that the key is missing', () => {
    expect(run([])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^set the variable TESTSIGMA_API_KEY .*; see --help\n$/),
    })
  })

  it('ends when its input ends', () => {
    expect(run([], { TESTSIGMA_API_KEY: 'any' })).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })
})
