import { resolve } from 'node:path'
import { ContractSource } from '@testsigma-tms/drift/places'
import type { Finding } from '@testsigma-tms/drift/report'
import type { Gate } from '../gate.ts'
import { announcedPackages, announcedVersions } from '../release/announced.ts'
import { isAtLeast } from '../release/impact.ts'
import { lineOf, PACKAGE_OF, type Package, publishedPackages } from '../release/packages.ts'
import { REVISION, readBundle, releasedVersions } from '../release/released.ts'

export const version: Gate = {
  name: 'version',
  kind: 'breaking',
  summary: 'info.version and the packages, with each other, the changesets and the last release',
  reads: ['spec', '.changeset', 'packages'],
  async run(root) {
    const [bundle, packages] = await Promise.all([readBundle(resolve(root, REVISION)), publishedPackages(root)])
    const findings = [
      ...differingVersions(packages, bundle.info.version),
      ...(await differingNextVersions(root, packages)),
      ...(await pastVersions(root, packages)),
    ]
    return { findings, compared: { packages: packages.length } }
  },
}

/** The spec package has the version of the document, every other package that of the client. */
function differingVersions(packages: readonly Package[], contract: string): Finding[] {
  const common = packages.find(({ name }) => name === PACKAGE_OF.packages)?.version ?? ''
  return packages.flatMap(({ name, file, version }) => {
    const isContract = lineOf(name) === 'contract'
    const expected = isContract ? contract : common
    if (version === expected) return []
    const whose = isContract ? 'as info.version in the bundle' : `as ${PACKAGE_OF.packages}`
    return {
      where: { file },
      expected: `version ${expected}, ${whose}`,
      got: `version ${version}`,
      fix: 'announce changes with `pnpm changeset`, and leave versions to `pnpm release`',
    }
  })
}

async function differingNextVersions(root: string, packages: readonly Package[]): Promise<Finding[]> {
  const [next, expected] = await Promise.all([announcedPackages(root), announcedVersions(root)])
  const apart = packages.filter(({ name }) => next.get(name) !== expected[lineOf(name)])
  return apart.map(({ name, file }) => ({
    where: { file },
    expected: `every published package but the contract to become ${expected.packages}, as ${PACKAGE_OF.packages}`,
    got: `${name} would become ${next.get(name)}`,
    fix: 'name the package in "fixed" of .changeset/config.json',
  }))
}

/** No version may be lower than the released one. */
async function pastVersions(root: string, packages: readonly Package[]): Promise<Finding[]> {
  const released = await releasedVersions(root)
  const past = packages.filter(({ name, version }) => !isAtLeast(version, released[lineOf(name)]))
  return Promise.all(
    past.map(async ({ name, file, version }) => ({
      where: lineOf(name) === 'contract' ? await new ContractSource(root).place('#/info/version') : { file },
      expected: `the version of the last release, ${released[lineOf(name)]}, or a later one`,
      got: version,
      fix: 'let `pnpm release` raise it',
    })),
  )
}
