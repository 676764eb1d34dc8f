import { devNull } from 'node:os'
import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

const files = (...names: string[]) => names.map((name) => `test/${name}.test.ts`)

/** Tests of what is equal in both profiles, or follows them. */
const inBothProfiles = files(
  'assign-user',
  'examples',
  'folders',
  'fuzz',
  'junit-imports',
  'junit-rules',
  'junit-uploads',
  'projects',
  'round-trip',
  'statuses',
  'step-groups',
  'workflows',
)

const sqliteAlone = files(
  'cli',
  'data-file',
  'durability',
  'fuzz',
  'options',
  'seed',
  'seed-from',
  'store',
  'transactions',
)
const beforeTheStore = files('auth', 'bad-input', 'cors', 'faults', 'handlers', 'rate-limit', 'untouched')
/** Scenarios, whose steps other tests take too, and how the other profile shows what the store has. */
const takenElsewhere = files('workflows', 'observed', 'observed-evidence')

// Given to each, as vitest puts projects without one last on a machine with few cores.
const [first, last] = [{ groupOrder: 1 }, { groupOrder: 2 }]
const sqlite = { database: 'sqlite' } as const
const loose = ['test/*.test.ts']

export default mergeConfig(shared, {
  test: {
    globalSetup: './test/responses-file.ts',
    // What one file compiles, validators above all, the next one on the same worker need not compile again.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast documented',
          provide: { profile: 'documented', ...sqlite },
          include: loose,
          sequence: first,
        },
      },
      {
        extends: true,
        test: {
          name: 'fast observed',
          provide: { profile: 'observed', ...sqlite },
          include: inBothProfiles,
          sequence: first,
        },
      },
      // Over what all others were answered.
      { extends: true, test: { name: 'fast coverage', include: ['test/coverage.last.ts'], sequence: last } },
      {
        extends: true,
        test: {
          name: 'soak',
          provide: { profile: 'documented', ...sqlite, answersFile: devNull },
          include: ['test/soak/*.test.ts'],
          testTimeout: 600_000,
          sequence: first,
        },
      },
      {
        extends: true,
        test: {
          name: 'soak postgres',
          globalSetup: './test/postgres/setup.ts',
          setupFiles: './test/postgres/require.ts',
          provide: { profile: 'documented', database: 'postgres', answersFile: devNull },
          include: [...loose, 'test/soak/postgres/*.test.ts'],
          exclude: [...sqliteAlone, ...beforeTheStore, ...takenElsewhere],
          testTimeout: 600_000,
          sequence: first,
        },
      },
      // The one test that makes random entities of all kinds in the other profile.
      {
        extends: true,
        test: {
          name: 'soak postgres observed',
          globalSetup: './test/postgres/setup.ts',
          setupFiles: './test/postgres/require.ts',
          provide: { profile: 'observed', database: 'postgres', answersFile: devNull },
          include: files('round-trip'),
          testTimeout: 600_000,
          sequence: first,
        },
      },
    ],
  },
})
