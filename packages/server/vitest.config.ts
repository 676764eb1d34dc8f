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
  'junit-uploads',
  'projects',
  'statuses',
  'step-groups',
  'workflows',
)

const sqliteAlone = files('cli', 'durability', 'fuzz/fuzz', 'seed', 'store')
const beforeTheStore = files('auth', 'faults', 'handlers', 'rate-limit', 'untouched')
/** Stories, whose steps other tests take too. */
const stories = files('workflows')

// Given to each, as vitest puts projects without one last on a machine with few cores.
const [first, last] = [{ groupOrder: 1 }, { groupOrder: 2 }]
const onSqlite = [...configDefaults.exclude, 'test/postgres/**']

export default defineConfig({
  test: {
    globalSetup: './test/answers-file.ts',
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
          exclude: [...configDefaults.exclude, ...sqliteAlone, ...beforeTheStore, ...stories],
          sequence: first,
        },
      },
      // Over what all others were answered.
      { extends: true, test: { name: 'coverage', include: ['test/coverage.last.ts'], sequence: last } },
    ],
  },
})
