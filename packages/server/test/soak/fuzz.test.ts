import { expect, test } from 'vitest'
import { contractOperations } from '../../src/http/contract.ts'
import { chooseFuzzSeed, fuzz } from '../fuzz/fuzz.ts'

const requests = Number(process.env.FUZZ_REQUESTS ?? 10_000)
/** Maximum memory growth in bytes from the warm-up to the end; both measured after garbage collection. */
const mostGrowth = 48 * 2 ** 20
const seed = chooseFuzzSeed()

/** Generous enough for a busy machine. */
const timeout = 60_000 + requests * 150

test.each(['documented', 'observed'] as const)(
  `${requests} requests to %s, FUZZ_SEED=${seed}`,
  { timeout },
  async (profile) => {
    const { counts, succeeded, growth } = await fuzz({ requests, seed, profile })
    process.stdout.write(
      `${profile}, FUZZ_SEED=${seed}: ${JSON.stringify(counts)}, heap +${Math.round(growth / 2 ** 20)} MiB\n`,
    )
    expect(growth).toBeLessThan(mostGrowth)
    expect(succeeded).toEqual(contractOperations.map(({ id }) => id).sort())
    expect((counts[200] ?? 0) + (counts[201] ?? 0)).toBeGreaterThan(requests / 3)
  },
)
