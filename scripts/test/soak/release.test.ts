import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publishedPackages } from '../../packages.ts'
import { treeHash } from '../../release/tree.ts'
import { ROOT, run } from '../../run.ts'

test('pnpm release --dry-run shows what would be published, and changes nothing', async () => {
  const before = await treeHash(ROOT)
  const { code, stdout, output } = await run(process.execPath, [join(ROOT, 'scripts/release.ts'), '--dry-run'])
  expect({ code, output }).toMatchObject({
    code: 0,
    output: expect.stringContaining('Nothing was changed, tested or published.'),
  })
  expect(await treeHash(ROOT)).toBe(before)
  for (const { manifest } of publishedPackages(ROOT)) {
    expect(stdout).toMatch(
      new RegExp(`^${manifest.name} \\d+\\.\\d+\\.\\d+ {2}[\\d.]+ kB packed, .*, \\d+ files$`, 'm'),
    )
  }
}, 600_000)
