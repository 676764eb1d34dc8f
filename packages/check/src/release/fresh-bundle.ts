import { bundle } from '../gates/bundle.ts'

/** What to do about a bundle that is not what the contract gives; `undefined` when it is. */
export async function staleness(root: string): Promise<string | undefined> {
  const { findings } = await bundle.run(root)
  const files = findings.map(({ where }) => where.file)
  return files.length === 0 ? undefined : `${files.join(' and ')} differ from the contract: run \`pnpm generate\` first`
}

/** @throws when the bundle is stale: a release would tell what has changed in another contract */
export async function requireFreshBundle(root: string): Promise<void> {
  const problem = await staleness(root)
  if (problem !== undefined) throw new Error(problem)
}
