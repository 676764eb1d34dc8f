import { resolve } from 'node:path'
import { ContractSource } from '@testsigma-tms/drift/places'
import type { Finding } from '@testsigma-tms/drift/report'
import type { Gate } from '../gate.ts'
import { announcedVersions, CONTRACT_PACKAGE, publishedPackages } from '../release/announced.ts'
import { isAtLeast } from '../release/impact.ts'
import { BASELINE, REVISION, readBundle } from '../release/released.ts'

export const version: Gate = {
  name: 'version',
  kind: 'breaking',
  summary: 'info.version with the packages, the changesets and the last release',
  reads: ['spec', '.changeset', 'packages'],
  async run(root) {
    const [baseline, bundle] = await Promise.all([BASELINE, REVISION].map((file) => readBundle(resolve(root, file))))
    const [released, current] = [baseline?.info.version ?? '', bundle?.info.version ?? '']
    const packages = await publishedPackages(root)
    const announced = await announcedVersions(root)
    const findings: Finding[] = packages.flatMap((each) => {
      return each.version === current ? [] : [disagreement(each.file, current, each.version)]
    })
    for (const { name, file } of packages) {
      const [next, expected] = [announced.get(name), announced.get(CONTRACT_PACKAGE)]
      if (next !== expected) findings.push(apart(file, name, next, expected))
    }
    if (!isAtLeast(current, released)) {
      findings.push({
        where: await new ContractSource(root).place('#/info/version'),
        expected: `the version of the last release, ${released}, or a later one`,
        got: current,
        fix: 'let `pnpm release` raise it',
      })
    }
    return { findings, compared: { packages: packages.length } }
  },
}

function disagreement(file: string, expected: string, got: string): Finding {
  return {
    where: { file },
    expected: `version ${expected}, as info.version in the bundle`,
    got: `version ${got}`,
    fix: 'announce changes with `pnpm changeset`, and leave versions to `pnpm release`',
  }
}

function apart(file: string, name: string, next: string | undefined, expected: string | undefined): Finding {
  return {
    where: { file },
    expected: `every published package to become ${expected}, as the contract`,
    got: `${name} would become ${next}`,
    fix: 'name the package in "fixed" of .changeset/config.json',
  }
}
