import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spawnCli } from '../run-cli.ts'
import { expectWhole } from '../seeded.ts'
import { temporaryFolder } from '../start.ts'

test('Ctrl-C keeps what was added so far, complete', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const child = spawnCli(['seed', '--data', data, '--cases', '100000'], {})
  const stderr = await new Promise<string>((resolve) => {
    let text = ''
    child.stderr?.on('data', (chunk) => {
      text += chunk
      if (String(chunk).includes('test cases: 10,000')) child.kill('SIGINT')
    })
    child.on('close', (code) => resolve(`${text}${code}`))
  })
  expect(stderr).toContain('Stopped. What was added so far is complete and kept.\n1')
  await expectWhole(data, { atLeast: 10_000, below: 100_000, next: 'S1-100001' })
})
