import type { Finding } from '@testsigma-tms/drift/report'
import type { Gate } from '../gate.ts'
import { runInPackage } from '../run.ts'

const FOLDER = 'packages/mcp'

export const tools: Gate = {
  name: 'tools',
  kind: 'stale',
  summary: 'what MCP tools say they read, change and delete, in annotations and in the README, with the contract',
  reads: ['spec', FOLDER, 'packages/client', 'packages/types'],
  async run(root) {
    const { code, stdout, stderr } = await runInPackage(root, FOLDER, 'node agreement.ts')
    if (code !== 0) {
      // Tools that refer to something missing in the contract cannot be loaded.
      const got = /^\w*Error: (.+)$/m.exec(stderr)?.[1] ?? `exit code ${code}`
      return { findings: [finding('every tool', 'operations and fields of the contract', got)], compared: { tools: 1 } }
    }
    const { tools: count, disagreements } = JSON.parse(stdout) as Agreement
    return {
      findings: disagreements.map(({ tool, expected, got }) => finding(tool, expected, got)),
      compared: { tools: count },
    }
  },
}

/** The output of the package's `agreement.ts`. */
interface Agreement {
  readonly tools: number
  readonly disagreements: readonly { readonly tool: string; readonly expected: string; readonly got: string }[]
}

function finding(tool: string, expected: string, got: string): Finding {
  return {
    where: { file: `${FOLDER}/src/tools` },
    expected: `${tool}: ${expected}`,
    got,
    fix: `change the tool, or its row in ${FOLDER}/README.md`,
  }
}
