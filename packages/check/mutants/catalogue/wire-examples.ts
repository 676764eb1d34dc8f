import { parse } from 'yaml'
import { type LooseBundle, schemaNamed } from '../../test/loose-bundle.ts'
import type { Repository } from '../../test/repository.ts'
import { type Edit, FIELDS, KEYWORDS } from '../../test/wire/examples.ts'
import { REQUESTS } from '../../test/wire/siblings/requests.ts'
import { RESPONSES } from '../../test/wire/siblings/responses.ts'
import { announceNothing, type Mutant } from '../mutant.ts'

const BUNDLE = 'spec/dist/openapi.yaml'
const BASELINE = 'spec/baseline/openapi.yaml'

/** For every compared keyword and field a change of its value, in a request and in a response. */
export const wireExampleMutants: readonly Mutant[] = [
  ...Object.entries(KEYWORDS).map(([name, [before, after]]) =>
    mutant(`the keyword ${name}`, field(before), field(after)),
  ),
  ...Object.entries(FIELDS).map(([name, [before, after]]) => mutant(`the field ${name}`, before, after)),
  ...[...REQUESTS, ...RESPONSES].flatMap(([name, before, after, verdict]) =>
    verdict === 'break' ? [mutant(name, before, after)] : [],
  ),
]

function mutant(name: string, before: Edit, after: Edit): Mutant {
  return { name, gate: 'wire', apply: (copy) => release(copy, before, after) }
}

function field(schema: object): Edit {
  return (bundle) => {
    for (const name of ['CreateProjectRequest', 'User']) {
      Object.assign(schemaNamed(bundle, name).properties, { extra: schema })
    }
  }
}

/** Makes one edit in the last release and another in the bundle, without announcing anything. */
async function release(copy: Repository, before: Edit, after: Edit): Promise<void> {
  const text = await copy.read(BUNDLE)
  for (const [file, edit] of [
    [BASELINE, before],
    [BUNDLE, after],
  ] as const) {
    const bundle: LooseBundle = parse(text)
    edit(bundle)
    await copy.write(file, JSON.stringify(bundle, null, 2))
  }
  await announceNothing(copy)
}
