import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startWorld, type World } from './run-tms.ts'

const needed =
  'status: active\n  priority: high\n  type: functional\n  automation_type: web application\n  owner: jane.doe@example.com'

const put = ({ folder }: World, name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
const writes = ({ requests }: World) => requests.filter((request) => !request.startsWith('GET'))

describe.each(['documented', 'observed'] as const)('in the profile %s', (profile) => {
  test.each(['csv', 'yaml'])('an exported %s file is imported without changes', async (format) => {
    const world = await startWorld({ profile })
    expect(await world.tms(`cases export --output cases.${format}`)).toMatchObject({ code: 0, stdout: '' })
    const { code, stdout } = await world.tms(`cases import cases.${format}`)
    expect(stdout).toMatch(/^0 created, 0 updated, [1-9]\d* the same, 0 failed\.\n$/)
    expect(code).toBe(0)
    expect(writes(world)).toEqual([])
  })

  test('a changed title, folder and step are the only changes, and the dry run shows them', async () => {
    const world = await startWorld({ profile })
    await world.tms('cases export --output cases.yaml')
    const text = readFileSync(join(world.folder, 'cases.yaml'), 'utf8')
    const [, title = ''] = /^ {2}title: (.+)$/m.exec(text) ?? []
    put(world, 'cases.yaml', text.replace(`title: ${title}`, 'title: Another title'))
    const dry = await world.tms('cases import cases.yaml --dry-run')
    expect(dry.stdout).toMatch(
      /^~ DEMO-\d+ Another title\n {4}title:\n {6}- .+\n {6}\+ Another title\nDry run: 0 to create, 1 to update, \d+ the same\. Nothing was sent\.\n$/,
    )
    expect(writes(world)).toEqual([])
    expect((await world.tms('cases import cases.yaml')).stdout).toMatch(/^0 created, 1 updated, /)
    expect((await world.tms('cases import cases.yaml')).stdout).toMatch(/^0 created, 0 updated, /)
    expect(writes(world)).toHaveLength(1)
  })
})

test('creates a test case from names instead of IDs; the same file again changes nothing', async () => {
  const world = await startWorld()
  put(
    world,
    'new.yaml',
    `- title: Pays, with "quotes"\n  ${needed}\n  individual_steps:\n    - step_description: Pay\n      expected_results: It is paid\n`,
  )
  expect(await world.tms('cases import new.yaml')).toMatchObject({
    code: 0,
    stdout: '1 created, 0 updated, 0 the same, 0 failed.\n',
  })
  expect((await world.tms('cases import new.yaml --dry-run')).stdout).toContain('0 to create, 0 to update, 1 the same')
  const { stdout } = await world.tms('cases export')
  expect(stdout).toContain('"Pays, with ""quotes"""')
})

test('an empty cell changes nothing, and quotes, commas and line breaks are preserved', async () => {
  const world = await startWorld()
  put(world, 'cases.csv', '\ufeffhuman_id,title,description,preconditions\r\nDEMO-1,"A, ""b""\nc",,\r\n')
  expect((await world.tms('cases import cases.csv')).stdout).toMatch(/^0 created, 1 updated/)
  const one = JSON.parse((await world.tms('test-cases get --test-case-id DEMO-1')).stdout)
  expect(one.title).toBe('A, "b"\nc')
  expect(one.description).not.toBe('')
})

describe('a file with errors changes nothing, and all errors are reported', () => {
  test.each([
    ['an unknown column', 'cases.csv', 'titel\nx\n', 'unknown columns titel. Known are human_id, title'],
    [
      'an unknown ID',
      'cases.csv',
      'human_id,title\nDEMO-98,x\n',
      'row 2: human_id DEMO-98 matches no test case in the project',
    ],
    ['an unknown name', 'cases.csv', 'human_id,status\nDEMO-1,Great\n', 'row 2: there is no status "Great", only '],
    ['one case twice', 'cases.csv', 'human_id,title\nDEMO-1,x\nDEMO-1,y\n', 'row 3: is the same test case as row 2'],
    [
      'a new one without required fields',
      'cases.csv',
      'title\nNew\n',
      'row 2: owner is required to create a test case',
    ],
    [
      'wrong steps',
      'cases.csv',
      'human_id,individual_steps\nDEMO-1,pay\n',
      'row 2: individual_steps must be a list of steps',
    ],
    ['a broken table', 'cases.csv', 'human_id,title\nDEMO-1\n', 'row 2 has 1 cells, but the header has 2.'],
    ['an open quote', 'cases.csv', 'human_id,title\nDEMO-1,"x\n', 'cases.csv is not valid CSV: '],
    ['a column twice', 'cases.csv', 'title,Title\nx,y\n', 'two columns are called title'],
    ['an empty title', 'cases.yaml', '- {human_id: DEMO-1, title: ""}', 'entry 1: title cannot be empty'],
    ['an unknown template', 'cases.yaml', '- {human_id: DEMO-1, template_type: SONG}', 'must be one of TCD, STEPS'],
    [
      'an unknown field of a step',
      'cases.yaml',
      '- {human_id: DEMO-3, individual_steps: [{step: pay}]}',
      'step 1 has step; known are step_description',
    ],
    [
      'a non-numeric order',
      'cases.yaml',
      '- {human_id: DEMO-3, individual_steps: [{step_description: pay, order: two}]}',
      'step 1 has an order that is not a number: "two"',
    ],
    ['an unknown tag', 'cases.yaml', '- {human_id: !!js/function x}', 'cases.yaml is not valid YAML: Unresolved tag'],
    ['two documents', 'cases.yaml', '- {}\n---\n- {}', 'expected one YAML document, got several'],
    ['one key twice', 'cases.yaml', '- {title: a, title: b}', 'cases.yaml is not valid YAML: Map keys must be unique'],
    ['an unknown label', 'cases.yaml', '- {human_id: DEMO-1, labels: [x]}', 'there is no label "x", only '],
    ['nothing', 'cases.csv', '', 'cases.csv contains no test cases'],
    ['broken YAML', 'cases.yaml', '- title: [', 'cases.yaml is not valid YAML: '],
    [
      'YAML whose aliases expand exponentially',
      'cases.yaml',
      `- &a [${'x,'.repeat(20)}]\n- &b [${'*a,'.repeat(20)}]\n- [${'*b,'.repeat(20)}]`,
      'cases.yaml',
    ],
    ['no list', 'cases.yaml', 'title: x', 'expected a list of test cases'],
    ['a list of strings', 'cases.yaml', '- x', 'entry 1 is not a test case, got "x"'],
    ['another encoding', 'cases.csv', Buffer.from('title\nGr\xf6\xdfe\n', 'latin1'), 'is not in UTF-8'],
  ])('%s', async (_, name, text, message) => {
    const world = await startWorld()
    put(world, name, text)
    const { code, stderr } = await world.tms(`cases import ${name}`)
    expect(stderr).toContain(message)
    expect(code).toBe(3)
    expect(writes(world)).toEqual([])
  })

  test('no file', async () => {
    const { tms } = await startWorld()
    expect(await tms('cases import nowhere.csv')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('nowhere.csv cannot be read: ENOENT'),
    })
  })
})

test('a test case that the API refuses does not prevent the others', async () => {
  const world = await startWorld()
  put(
    world,
    'cases.yaml',
    '- {human_id: DEMO-3, title: x, individual_steps: [{step_group_id: y}]}\n- {human_id: DEMO-2, title: y}',
  )
  const { code, stdout } = await world.tms('cases import cases.yaml')
  expect(code).toBe(2)
  expect(stdout).toMatch(
    /^Not imported:\n {2}entry 1 "x": .+step_group_id.+\n\n0 created, 1 updated, 0 the same, 1 failed\.\n$/,
  )
})

test('cells that look like formulas to a spreadsheet round-trip unchanged', async () => {
  const world = await startWorld()
  const odd = ['=1+1', '-5', "'=x", "'plain", '@SUM(A1)', '\tx', '1.10', '007', 'yes', 'null and void']
  const rows = odd.map((text, index) => ({ human_id: `DEMO-${(index % 4) + 1}`, description: text }))
  for (const row of rows) {
    put(world, 'cases.yaml', JSON.stringify([row]))
    expect(await world.tms('cases import cases.yaml')).toMatchObject({ code: 0 })
    const { stdout } = await world.tms('cases export')
    put(world, 'cases.csv', stdout)
    for (const line of ['=1+1', '-5', '@SUM(A1)']) expect(stdout).not.toContain(`,${line},`)
    expect((await world.tms('cases import cases.csv')).stdout).toContain('0 updated, 4 the same')
  }
})

test('CSV of a spreadsheet: semicolons, capitals in the header, empty rows at the end', async () => {
  const world = await startWorld()
  put(world, 'cases.csv', '\ufeffHuman ID;Title\r\nDEMO-1;Pay, in cash\r\n;\r\n\r\n')
  expect((await world.tms('cases import cases.csv --dry-run')).stdout).toContain('+ Pay, in cash')
})

test('YAML scalars are read as written', async () => {
  const world = await startWorld()
  put(world, 'cases.yaml', '- {human_id: DEMO-1, title: 1.10, description: 0x1F, preconditions: ~, steps: 2024-01-01}')
  const { stdout } = await world.tms('cases import cases.yaml --dry-run')
  expect(stdout.match(/(?<=\+ ).+/g)).toEqual(['1.10', '0x1F', '2024-01-01'])
})

test('labels in another order or another case are not a change', async () => {
  const world = await startWorld({ profile: 'observed' })
  put(world, 'cases.yaml', '- {human_id: DEMO-1, labels: [Smoke, Regression]}')
  await world.tms('cases import cases.yaml')
  put(world, 'cases.csv', 'human_id,labels\nDEMO-1,REGRESSION; smoke\n')
  expect((await world.tms('cases import cases.csv')).stdout).toContain('1 the same')
})
