import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { placeholders } from '../metadata.ts'
import { readManifest } from '../packages.ts'
import { ROOT } from '../run.ts'

const isUnpublished = placeholders(readManifest(join(ROOT, 'package.json'))).length > 0
const files = execFileSync('git', ['ls-files', '*.md', '*.yml', '*.yaml', '*Jenkinsfile'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  // While a release is prepared, consumed changesets are deleted but still tracked by git.
  .filter((file) => existsSync(join(ROOT, file)))
  .filter((file) => !/^adr\/|^spec\/(dist|baseline)\/|pnpm-lock/.test(file))

// Until the name is registered on npm, anybody could register it, and would receive the key from the example.
test.runIf(isUnpublished)('no example runs a package by a name that is not published yet', () => {
  expect(files).toContain('packages/cli/README.md')
  const running = files.flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .map((line, index) => ({ line, where: `${file}:${index + 1}` }))
      .filter(
        ({ line }) =>
          /npx (?:-\S+ )*["']?@testsigma-tms\/|"-y", "@testsigma-tms\//.test(line) && !/do not (use|run)/i.test(line),
      )
      .map(({ where }) => where),
  )
  expect(running).toEqual([])
})
