import { announceNothing, inTurn, type Mutant, replace } from '../mutant.ts'

const changeset = (text: string): Mutant['apply'] => {
  return (copy) => copy.write('.changeset/a-change.md', text)
}

/** Inconsistent versions, and changesets that announce too little. */
export const versionMutants: readonly Mutant[] = [
  {
    name: 'a version of the contract that no package has',
    gate: 'version',
    regenerate: ['bundle'],
    apply: replace('spec/openapi.yaml', / {2}version: .*/, '  version: 99.0.0'),
  },
  {
    name: 'a package with a version of its own',
    gate: 'version',
    apply: replace('packages/client/package.json', /"version": ".*"/, '"version": "99.0.0"'),
  },
  {
    name: 'a version below that of the last release',
    gate: 'version',
    apply: replace('spec/baseline/openapi.yaml', / {2}version: .*/, '  version: 99.0.0'),
  },
  {
    name: 'packages that no longer go together',
    gate: 'version',
    apply: async (copy) => {
      await copy.edit('.changeset/config.json', '[["@testsigma-tms/!(spec)"]]', '[]')
      await changeset("---\n'@testsigma-tms/client': minor\n---\n\nA change.\n")(copy)
    },
  },
  {
    name: 'a break that is announced as a patch',
    gate: 'wire',
    regenerate: ['bundle'],
    apply: async (copy) => {
      await copy.edit('spec/openapi.yaml', / {2}\/labels:\n {4}get:\n.*\n/, '')
      await changeset("---\n'@testsigma-tms/spec': patch\n---\n\nLabels are gone.\n")(copy)
    },
  },
  {
    name: 'an addition that nothing announces',
    gate: 'wire',
    regenerate: ['bundle'],
    apply: inTurn(
      announceNothing,
      replace(
        'spec/resources/projects/CreateProjectRequest.yaml',
        'properties:\n',
        'properties:\n  colour:\n    type: string\n    description: Colour of the tile.\n    examples:\n      - red\n',
      ),
    ),
  },
]
