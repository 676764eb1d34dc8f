import { bundle } from '../gates/bundle.ts'

/** A message if the bundle differs from the contract; otherwise `undefined`. */
export async function staleness(root: string): Promise<string | undefined> {
  const { findings } = await bundle.run(root)
  const files = findings.map(({ where }) => where.file)
  return files.length === 0 ? undefined : `${files.join(' and ')} differ from the contract: run \`pnpm generate\` first`
}

/** @throws when the bundle is stale, because a release would describe the changes of another contract */
export async function requireFreshBundle(root: string): Promise<void> {
  const problem = await staleness(root)
  if (problem !== undefined) throw new Error(problem)
}
