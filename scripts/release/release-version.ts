import { ReleaseError } from './error.ts'

/** The package of the contract, which has a version of its own. */
const CONTRACT = '@testsigma-tms/spec'

/** The common version of all packages except the contract's (ADR 52). */
export function releaseVersion(packages: readonly { readonly name: string; readonly version: string }[]): string {
  const [version, ...others] = new Set(packages.filter(({ name }) => name !== CONTRACT).map((each) => each.version))
  if (version === undefined) throw new ReleaseError('Nothing is prepared: there are no packages.')
  if (others.length > 0) {
    throw new ReleaseError(
      `Expected one version of all packages but ${CONTRACT}, got ${[version, ...others].join(', ')}.`,
    )
  }
  return version
}
