import { devNull } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** Tests of SQLite files; of what happens before the store is asked; and stories, whose steps other tests take too. */
const sqliteAlone = ['cli', 'durability', 'store']
const beforeTheStore = ['auth', 'faults', 'handlers', 'rate-limit', 'untouched']
const notOnPostgres = [...sqliteAlone, ...beforeTheStore, 'workflows'].map((name) => `test/${name}.test.ts`)

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          globalSetup: './test/coverage-report.ts',
          provide: { database: 'sqlite' },
          exclude: [...configDefaults.exclude, 'test/postgres/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          globalSetup: './test/postgres/setup.ts',
          setupFiles: './test/postgres/require.ts',
          // The other project reports what is answered.
          provide: { database: 'postgres', answersFile: devNull },
          exclude: [...configDefaults.exclude, ...notOnPostgres],
        },
      },
    ],
  },
})
