import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ContractSource } from '@testsigma-tms/drift/places'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRoot } from '../src/find-root.ts'
import { examples } from '../src/gates/examples.ts'
import { version } from '../src/gates/version.ts'
import { announcedIn } from '../src/release/announced.ts'
import { type AnnouncedChange, judgeChanges } from '../src/release/judge-changes.ts'
import { releasedRepository } from './released.ts'
import type { Repository } from './repository.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

/** Fast versions of the tests in `soak`: run the gates directly, without a process for each. */
describe('gates', () => {
  let repository: Repository

  beforeEach(async () => {
    repository = await releasedRepository()
  })

  afterEach(() => repository.remove())

  it('examples: reports file and line of a payload that does not match its schema', async () => {
    const file = 'spec/evidence/observed/listUsers.response.json'
    await repository.edit(file, '"email"', '"nickname": 1, "email"')
    const { findings, compared } = await examples.run(repository.root)

    expect(findings).toMatchObject([{ where: { file, line: expect.any(Number) } }])
    expect(compared.payloads).toBeGreaterThan(50)
  })

  it('version: finds a package with a deviating version', async () => {
    await repository.edit('spec/package.json', /"version": ".*"/, '"version": "9.9.9"')
    const { findings } = await version.run(repository.root)

    expect(findings).toContainEqual(
      expect.objectContaining({ where: { file: 'spec/package.json' }, got: 'version 9.9.9' }),
    )
  })
})

describe('announced changes', () => {
  const change: AnnouncedChange = {
    term: '/components/schemas/User/properties/last_name',
    impact: 'breaking',
    expected: 'no breaking change',
    message: '`User`: field `last_name` removed',
    subjects: ['User', 'listUsers'],
  }
  const judge = (text: string, announced: string, changes: readonly AnnouncedChange[] = [change]) => {
    const announcement = {
      line: 'contract' as const,
      released: '0.1.0',
      announced,
      texts: [{ file: '.changeset/names.md', text }],
    }
    return judgeChanges('wire', changes, announcement, new ContractSource(ROOT))
  }

  it('are listed with their file, and are not findings', async () => {
    expect(await judge('The type User has no last name.', '0.2.0')).toEqual({
      findings: [],
      notes: ['wire: 1 break, announced by .changeset/names.md:\n  `User`: field `last_name` removed'],
    })
  })

  it('must name the break by operation or type', async () => {
    const { findings, notes } = await judge('People have no last name. UserStatus is new.', '0.2.0')

    expect(notes).toEqual([])
    expect(findings).toMatchObject([
      {
        where: { file: 'spec/resources/users/User.yaml' },
        fix: expect.stringContaining(
          'add a line such as "- `User`: field `last_name` removed." to .changeset/names.md',
        ),
      },
    ])
  })

  it('are one finding with its places if several changed in the same way', async () => {
    const names = ['User', 'Project', 'Folder', 'Label', 'TestRun']
    const changes = names.map((name) => ({
      ...change,
      term: `/components/schemas/${name}`,
      message: `\`${name}\`: field \`id\` removed`,
      subjects: [name],
    }))
    const silent = await judge('Words.', '0.2.0', changes)
    const announced = await judge(names.join(), '0.2.0', changes)

    expect(silent.findings).toMatchObject([{ got: '`User`, `Project`, `Folder` and 2 more: field `id` removed' }])
    expect(silent.findings[0]?.also).toHaveLength(4)
    expect(silent.findings[0]?.fix).toContain(
      '"- `User`, `Project`, `Folder`, `Label`, `TestRun`: field `id` removed."',
    )
    expect(announced.notes).toEqual([
      'wire: 5 breaks, announced by .changeset/names.md:\n  `User`, `Project`, `Folder` and 2 more: field `id` removed',
    ])
  })

  it('an addition that no text names is announced by the version', async () => {
    const { findings, notes } = await judge('Words.', '0.2.0', [{ ...change, impact: 'addition' }])

    expect(findings).toEqual([])
    expect(notes[0]).toContain('wire: 1 addition, announced by the version 0.2.0:')
  })

  it('must be as large as the change', async () => {
    const { findings } = await judge('The type User has no last name.', '0.1.1')

    expect(findings[0]?.fix).toContain('as minor of @testsigma-tms/spec: 0.2.0 is asked for, 0.1.1 is announced')
  })

  it('match whole names only', () => {
    const texts = [{ file: 'a.md', text: '`UserStatus`, my.User and listUsersAgain' }]

    expect(announcedIn({ texts }, { subjects: ['User', 'listUsers'] })).toBeUndefined()
    expect(announcedIn({ texts }, { subjects: ['UserStatus'] })).toBe(texts[0])
  })

  it.each<[text: string, isNamed: boolean]>([
    ['`User.last_name` is gone.', true],
    ['`User` has no `last_name`, and its `email` may be missing.', true],
    ['The name of a `User` is in one field.', true],
    ['`User.email` may be missing.', false],
    ['`listUsers` is slower.', false],
    ['`listUsers` and `getRun` respond without names.', true],
  ])('a field of a type that is shared: %s', async (text, isNamed) => {
    const field = { name: 'last_name', others: ['email', 'name'] }
    const { findings } = await judge(text, '0.2.0', [{ ...change, field, subjects: ['User', 'listUsers', 'getRun'] }])

    expect(findings).toHaveLength(isNamed ? 0 : 1)
  })

  it('of the API as a whole: "the API" names nothing', () => {
    const api = (subject: string) =>
      announcedIn({ texts: [{ file: 'a.md', text: 'The API is faster.' }] }, { subjects: [subject] })

    expect(api('bearerAuth')).toBeUndefined()
  })
})

it('the root is found from a subfolder', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'tms-elsewhere-'))
  await writeFile(join(elsewhere, 'a.txt'), '')

  expect(findRoot(join(ROOT, 'packages/check/src'))).toBe(ROOT)
  expect(findRoot(elsewhere)).toBe(elsewhere)
  expect(await readFile(join(elsewhere, 'a.txt'), 'utf8')).toBe('')
  await rm(elsewhere, { recursive: true })
})
