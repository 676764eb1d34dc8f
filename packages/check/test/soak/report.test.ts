import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { parse } from 'junit2json'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Repository } from '../repository.ts'
import { CLI } from '../run-check.ts'

/** A repository in which one gate has two findings, and another has nothing to compare. */
let repository: Repository
/** The findings of the JSON report. */
let findings: Finding[]

const PAYLOAD = 'spec/evidence/observed/listUsers.response.json'
const UNREADABLE = 'spec/evidence/observed/listLabels.response.json'
/** Characters that a response may contain and that are special in one of the formats. */
const NASTY = 'a|b,c:d%0A<&">`\u0001'

beforeAll(async () => {
  repository = await Repository.copy('spec')
  await repository.edit(PAYLOAD, '"email"', `${JSON.stringify(NASTY)}: 1, "email"`)
  await repository.write(UNREADABLE, ':: %,\n::error::boom')
  const { stdout } = await reportAs('json')
  findings = JSON.parse(stdout).flatMap(({ findings }: { findings: Finding[] }) => findings)
})

afterAll(() => repository.remove())

const report = (...options: string[]) => repository.check('--only', 'generated,examples', ...options)
/** The same findings in a format; only the tests of the command itself start it. */
const reportAs = (format: string) => repository.report('generated,examples', { format })

interface Finding {
  where: { file: string; line?: number }
  expected: string
  got: string
  fix: string
}

describe('JSON', () => {
  it('has every result with location, counts and reason', async () => {
    const { code, stdout } = await report('--format', 'json')

    expect(JSON.parse(stdout)).toMatchObject([
      { gate: 'generated', kind: 'stale', status: 'could not check', reason: expect.stringContaining('Nothing') },
      {
        gate: 'examples',
        status: 'findings',
        compared: { examples: expect.any(Number), payloads: expect.any(Number) },
        findings: [
          { where: { file: UNREADABLE }, got: expect.stringContaining('not valid JSON') },
          { where: { file: PAYLOAD, line: expect.any(Number) }, expected: expect.stringContaining(NASTY) },
        ],
      },
    ])
    expect(code).toBe(2)
  })
})

describe('SARIF', () => {
  it('validates against the schema, with findings and without', async () => {
    const schema = JSON.parse(await readFile(join(import.meta.dirname, '../fixtures/sarif-2.1.0-rtm.5.json'), 'utf8'))
    const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false })
    addFormats.default(ajv)
    const validate = ajv.compile(schema)
    const clean = await repository.report('bundle', { format: 'sarif' })
    const { stdout } = await reportAs('sarif')

    expect(clean.code).toBe(0)
    for (const log of [clean.stdout, stdout])
      expect(validate(JSON.parse(log)), JSON.stringify(validate.errors)).toBe(true)
    expect(JSON.parse(clean.stdout).runs[0].invocations[0].executionSuccessful).toBe(true)
  })

  it('has rule, location and text of each finding, and the gate that could not check', async () => {
    const [run] = JSON.parse((await reportAs('sarif')).stdout).runs

    expect(run.results).toHaveLength(findings.length)
    for (const [index, { where, got }] of findings.entries()) {
      const { ruleId, ruleIndex, message, locations } = run.results[index]
      const { artifactLocation, region } = locations[0].physicalLocation
      expect({ ruleId, file: artifactLocation.uri, line: region?.startLine }).toEqual({
        ruleId: 'examples',
        file: where.file,
        line: where.line,
      })
      expect(run.tool.driver.rules[ruleIndex].id).toBe('examples')
      expect(message.text).toContain(got)
    }
    expect(run.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ associatedRule: { id: 'generated' } }],
    })
  })
})

describe('JUnit', () => {
  it('can be read by a JUnit parser: suites, failures, errors', async () => {
    const read = await parse((await reportAs('junit')).stdout)
    if (!read || !('testsuite' in read)) throw new Error('No test suites were read.')
    const [generated, examples] = read.testsuite ?? []

    expect(generated).toMatchObject({ name: 'generated', tests: 1, failures: 0, errors: 1 })
    expect(generated?.testcase?.[0]?.error?.[0]?.inner).toContain('Nothing was compared')
    expect(examples).toMatchObject({ name: 'examples', tests: findings.length, failures: findings.length, errors: 0 })
    for (const [index, { where, got }] of findings.entries()) {
      const test = examples?.testcase?.[index]
      expect(test?.name).toBe(where.line === undefined ? where.file : `${where.file}:${where.line}`)
      // The parser makes a number of "1".
      expect(String(test?.failure?.[0]?.message)).toBe(got.replaceAll('\u0001', '\uFFFD'))
    }
  })
})

describe('GitHub', () => {
  it('is one annotation per line, which GitHub decodes to the same text', async () => {
    const { stdout } = await reportAs('github')
    const [failed, ...annotations] = stdout.trimEnd().split('\n').map(asRunnerReads)

    expect(failed).toMatchObject({ title: 'generated: could not check' })
    expect(annotations).toHaveLength(findings.length)
    for (const [index, { where, expected, got }] of findings.entries()) {
      const { file, line, message } = annotations[index] ?? {}
      expect({ file, line }).toEqual({ file: where.file, line: where.line?.toString() })
      expect(message).toContain(`Expected ${expected}. Got ${got}.`)
    }
  })

  it('is empty if everything is clean', async () => {
    const { code, stdout } = await repository.report('bundle', { format: 'github' })

    expect([code, stdout]).toEqual([0, ''])
  })
})

/** Parses a workflow command like the runner of GitHub Actions. */
function asRunnerReads(text: string): Record<string, string> {
  const [, properties = '', message = ''] = text.match(/^::error ([^\n]*?)::(.*)$/) ?? []
  const decode = (value: string) =>
    value
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%')
  const pairs = properties.split(',').map((property) => property.split('=') as [string, string])
  return { ...Object.fromEntries(pairs.map(([name, value]) => [name, decode(value)])), message: decode(message) }
}

describe('Markdown', () => {
  it('has a table with a row for each gate, and every finding', async () => {
    const { stdout } = await reportAs('markdown')
    const rows = stdout.split('\n').filter((line) => line.startsWith('|'))

    expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(['gate', '---', 'generated', 'examples'])
    for (const row of rows) expect(row.split('|')).toHaveLength(7)
    for (const { where } of findings) expect(stdout).toContain(`**\`${where.file}`)
    expect(stdout).not.toContain('\n::error')
  })
})

describe('pretty', () => {
  it('has findings and a table, colours only on a terminal, and marks quoted lines', async () => {
    const { stdout, stderr } = await report()

    expect(stdout).toMatch(/^gate +kind +result +time +compared$/m)
    expect(stdout).toMatch(/^generated +stale +could not check +[\d.]+ s +Nothing was compared/m)
    expect(stdout).toMatch(/^examples +stale +2 findings +[\d.]+ s +\d+ examples, \d+ payloads$/m)
    expect(stdout).toContain('| ::error::boom')
    expect(stdout).not.toMatch(/^\s*::/m)
    expect(stdout + stderr).not.toContain('\x1b')
    expect(stderr).toMatch(/^examples: findings, [\d.]+ s$/m)
  })

  it.runIf(process.platform === 'linux')(
    'has colours and a live line on a terminal, and none with NO_COLOR',
    async () => {
      const shown = await onTerminal({})
      const plain = await onTerminal({ NO_COLOR: '1' })

      expect(shown).toContain('\x1b[31m2 findings\x1b[39m')
      expect(shown).toMatch(/[⠁-⣿] 0 of 1 done; examples/)
      expect(plain).toContain('2 findings')
      expect(plain).not.toContain('\x1b[31m')
    },
  )

  function onTerminal(environment: NodeJS.ProcessEnv): Promise<string> {
    const { NO_COLOR, FORCE_COLOR, CI, ...rest } = process.env
    const command = `${process.execPath} ${CLI} check --only examples --root ${repository.root}`
    const env = { ...rest, TERM: 'xterm-256color', ...environment }
    return new Promise((finish) => {
      execFile('script', ['-qec', command, '/dev/null'], { env }, (_error, stdout) => finish(stdout))
    })
  }
})

describe('--output', () => {
  it('writes the report to the file, and the pretty one to stderr', async () => {
    const { stdout, stderr } = await report('--format', 'json', '--output', 'report.json')

    expect(JSON.parse(await repository.read('report.json'))).toHaveLength(2)
    expect(stderr).toMatch(/^examples +stale +2 findings/m)
    expect(stdout).toBe('')
  })

  it.each([
    [['--output', 'nowhere/report.json'], 'nowhere/report.json'],
    [['--output', 'spec'], 'spec is a folder'],
    [['--output', 'report.xml', '--format', 'xml'], 'unknown format "xml"; expected one of pretty, json,'],
  ])('refuses %j before it checks anything, and writes nothing', async (options, problem) => {
    const before = await readdir(repository.root)
    const { code, stdout, stderr } = await report(...options)

    expect(stderr).toContain(problem)
    expect(stderr).not.toContain('examples:')
    expect([code, stdout]).toEqual([2, ''])
    expect(await readdir(repository.root)).toEqual(before)
  })
})
