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

export default defineConfig({
  test: {
    globalSetup: './test/answers-file.ts',
    projects: [
      { extends: true, test: { name: 'documented', provide: { profile: 'documented' } } },
      { extends: true, test: { name: 'observed', provide: { profile: 'observed' }, include: inBothProfiles } },
      // After all others, over what they were answered.
      { extends: true, test: { name: 'coverage', include: ['test/coverage.last.ts'], sequence: { groupOrder: 1 } } },
    ],
  },
})
