import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ContractSource, PositionedFile } from '@testsigma-tms/drift/places'
import type { FilePlace, Finding } from '@testsigma-tms/drift/report'
import { type Contract, type Json, parsePointer, readContract } from '@testsigma-tms/spec/contract'
import {
  createValidator,
  documentedExamples,
  type Evidence,
  evidenceFiles,
  isNamedAfterContent,
  type Problem,
  readEvidence,
  schemaOf,
  type Validate,
} from '@testsigma-tms/spec/examples'
import type { Gate } from '../gate.ts'

const EVIDENCE = 'spec/evidence'

export const examples: Gate = {
  name: 'examples',
  kind: 'stale',
  summary: 'every example of the contract, and every payload in spec/evidence, with the schemas',
  reads: ['spec'],
  async run(root) {
    const contract = readContract(JSON.parse(await readFile(join(root, 'spec/dist/openapi.json'), 'utf8')))
    const validate = createValidator(contract)
    const documented = documentedExamples(contract)
    const payloads = evidenceFiles(join(root, EVIDENCE))
    const source = new ContractSource(root)
    const findings = await Promise.all([
      ...documented.map(async ({ pointer, schema, value }) =>
        Promise.all(
          validate(schema, value).map(async (problem) =>
            asFinding(problem, value, await source.place(pointer + problem.path)),
          ),
        ),
      ),
      ...payloads.map((file) => findingsInPayload(root, file, contract, validate)),
    ])
    return { findings: findings.flat(), compared: { examples: documented.length, payloads: payloads.length } }
  },
}

async function findingsInPayload(root: string, name: string, contract: Contract, validate: Validate) {
  const file = `${EVIDENCE}/${name}`
  const claimed = claim(root, name, contract)
  if ('finding' in claimed) return [{ ...claimed.finding, where: { file } }]
  const problems = validate(claimed.schema, claimed.body)
  if (problems.length === 0) return []
  const positions = await PositionedFile.read(root, file)
  return problems.map((problem) => {
    const { line } = positions.follow(['body', ...parsePointer(problem.path)])
    return asFinding(problem, claimed.body, { file, line })
  })
}

type Claimed = { readonly schema: string; readonly body: Json } | { readonly finding: Omit<Finding, 'where'> }

/** Finds the schema for a file. A file without one is a finding, so that nothing is skipped silently. */
function claim(root: string, name: string, contract: Contract): Claimed {
  try {
    const evidence: Evidence = readEvidence(join(root, EVIDENCE), name)
    if (!isNamedAfterContent(name, evidence)) throw new Error('its name and its operationId and kind disagree')
    return { schema: schemaOf(contract, evidence), body: evidence.body }
  } catch (error) {
    return {
      finding: {
        expected: 'evidence that some part of the contract can be compared with',
        got: (error as Error).message,
        fix: 'name and fill the file as spec/evidence/README.md says',
      },
    }
  }
}

function asFinding({ path, message }: Problem, value: Json, where: FilePlace): Finding {
  return {
    where,
    expected: `${path || 'the value'} ${message}`,
    got: excerpt(
      parsePointer(path).reduce<Json | undefined>((node, key) => (node as { [key: string]: Json })[key], value),
    ),
    fix: 'change the example or, if it is right, the schema, then run `pnpm generate`',
  }
}

function excerpt(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
