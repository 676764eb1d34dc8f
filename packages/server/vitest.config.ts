import { devNull } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

const files = (...names: string[]) => names.map((name) => `test/${name}.test.ts`)

/** Tests of what is equal in both profiles, or follows them. */
const inBothProfiles = files(
  'assign-user',
  'examples',
  'folders',
  'fuzz/fuzz',
  'junit-imports',
  'junit-rules',
  'junit-uploads',
  'projects',
  'statuses',
  'step-groups',
  'workflows',
)

const sqliteAlone = files('cli', 'durability', 'fuzz/fuzz', 'seed', 'shared-commits', 'store')
const beforeTheStore = files('auth', 'bad-input', 'cors', 'faults', 'handlers', 'rate-limit', 'untouched')
/** Stories, whose steps other tests take too, and how the other profile shows what the store has. */
const takenElsewhere = files('workflows', 'observed', 'observed-evidence')

// Given to each, as vitest puts projects without one last on a machine with few cores.
const [first, last] = [{ groupOrder: 1 }, { groupOrder: 2 }]
const onSqlite = [...configDefaults.exclude, 'test/postgres/**']

export default defineConfig({
  test: {
    globalSetup: './test/answers-file.ts',
    // Many tests wait for processes and disks; vitest alone would leave one core out.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'documented',
          provide: { profile: 'documented', database: 'sqlite' },
          exclude: onSqlite,
          sequence: first,
        },
      },
      {
        extends: true,
        test: {
          name: 'observed',
          provide: { profile: 'observed', database: 'sqlite' },
          include: inBothProfiles,
          sequence: first,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          globalSetup: './test/postgres/setup.ts',
          setupFiles: './test/postgres/require.ts',
          // What is answered counts on SQLite alone, as PostgreSQL may be missing.
          provide: { profile: 'documented', database: 'postgres', answersFile: devNull },
          exclude: [...configDefaults.exclude, ...sqliteAlone, ...beforeTheStore, ...takenElsewhere],
          sequence: first,
        },
      },
      // Over what all others were answered.
      { extends: true, test: { name: 'coverage', include: ['test/coverage.last.ts'], sequence: last } },
    ],
  },
})
