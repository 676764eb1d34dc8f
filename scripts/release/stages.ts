import { join } from 'node:path'
import { ReleaseError } from './error.ts'
import { counted } from './listing.ts'
import { RELEASE } from './prepared.ts'
import { step } from './step.ts'
import { build, generate, pack, pnpm, version } from './steps.ts'
import type { Tarball } from './tarball.ts'
import { uncommittedFiles } from './tree.ts'

/** A copy of the repository in which a release is prepared, and the tarballs packed so far. */
export interface Workspace {
  readonly copy: string
  tarballs: readonly Tarball[]
}

interface Stage {
  /** Stages that must run before it. */
  readonly needs: readonly StageName[]
  readonly run: (workspace: Workspace) => Promise<unknown>
}

/** The stages of a release, in order. */
const NAMES = ['fresh', 'check', 'version', 'lint', 'test', 'build', 'pack', 'install'] as const
export type StageName = (typeof NAMES)[number]

const stages: Readonly<Record<StageName, Stage>> = {
  fresh: {
    needs: [],
    run: async ({ copy }) => {
      const stale = await staleFiles(copy)
      if (stale.length > 0) throw new ReleaseError(`${counted(stale, 'stale')} Run \`pnpm generate\`, and commit.`)
    },
  },
  check: { needs: [], run: ({ copy }) => step(copy, 'check', ...pnpm(['run', 'check'])) },
  version: { needs: [], run: ({ copy }) => version(copy) },
  lint: { needs: ['version'], run: ({ copy }) => step(copy, 'lint', ...pnpm(['run', 'lint'])) },
  test: { needs: ['version'], run: ({ copy }) => step(copy, 'test', ...pnpm(['run', 'test'])) },
  build: { needs: ['version'], run: ({ copy }) => build(copy) },
  pack: {
    needs: ['build'],
    run: async (workspace) => {
      workspace.tarballs = await pack(workspace.copy, join(workspace.copy, RELEASE))
    },
  },
  install: { needs: ['pack'], run: ({ copy }) => testTarballs(copy) },
}

/** All stages, or some stages and those that they require, in order. @throws {ReleaseError} for an unknown stage */
export function stagesFor(names: readonly string[] = NAMES): StageName[] {
  const wanted = new Set<StageName>()
  const want = (name: string) => {
    if (!isStage(name)) throw new ReleaseError(`--only: expected some of ${NAMES.join(', ')}, got "${name}".`)
    for (const needed of stages[name].needs) want(needed)
    wanted.add(name)
  }
  names.forEach(want)
  return NAMES.filter((name) => wanted.has(name))
}

/** Runs stages one after the other. @throws {ReleaseError} when one fails */
export async function runStages(names: readonly StageName[], workspace: Workspace): Promise<void> {
  for (const [index, name] of names.entries()) {
    console.error(`[${index + 1}/${names.length}] ${name}`)
    await stages[name].run(workspace)
  }
}

/** Regenerates all files in a copy, and returns those that were stale. */
export async function staleFiles(copy: string): Promise<string[]> {
  await generate(copy)
  return uncommittedFiles(copy)
}

/** Publishes the tarballs to a local registry, then installs and uses them as users would. */
async function testTarballs(copy: string): Promise<void> {
  process.env.RELEASE_TARBALLS = join(copy, RELEASE)
  const vitest = ['exec', 'vitest', 'run', '--project', 'soak*', 'registry']
  await step(copy, 'test of the tarballs', ...pnpm(vitest), join(copy, 'scripts'))
}

function isStage(name: string): name is StageName {
  return NAMES.some((each) => each === name)
}
