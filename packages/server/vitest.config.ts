import { defineConfig } from 'vitest/config'

/** Tests of what is equal in both profiles, or follows them. */
const inBothProfiles = [
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
].map((name) => `test/${name}.test.ts`)

// Given to each, as vitest puts projects without one last on a machine with few cores.
const [first, last] = [{ groupOrder: 1 }, { groupOrder: 2 }]

export default defineConfig({
  test: {
    globalSetup: './test/answers-file.ts',
    projects: [
      { extends: true, test: { name: 'documented', provide: { profile: 'documented' }, sequence: first } },
      {
        extends: true,
        test: { name: 'observed', provide: { profile: 'observed' }, sequence: first, include: inBothProfiles },
      },
      // Over what all others were answered.
      { extends: true, test: { name: 'coverage', include: ['test/coverage.last.ts'], sequence: last } },
    ],
  },
})
