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
  // A release that is being prepared has taken changesets away that git still knows.
  .filter((file) => existsSync(join(ROOT, file)))
  .filter((file) => !/^adr\/|^spec\/(dist|baseline)\/|pnpm-lock/.test(file))

// Before that, whoever registers the name on npm gets the key that the example hands over.
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
