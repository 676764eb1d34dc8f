import type { Finding, GateResult } from './result.ts'
import { findingText, placeText } from './words.ts'

/** SARIF 2.1.0, which GitHub, GitLab and editors import. */
export function sarif(results: readonly GateResult[]): string {
  const failed = results.filter(({ status }) => status === 'could not check')
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tms-drift', rules: results.map(asRule) } },
        invocations: [
          {
            executionSuccessful: failed.length === 0,
            toolExecutionNotifications: [
              ...failed.map(({ gate, reason = '' }) =>
                notification('error', gate, `${gate} could not check: ${reason}`),
              ),
              ...results.flatMap(({ gate, notes = [] }) => notes.map((note) => notification('note', gate, note))),
            ],
          },
        ],
        originalUriBaseIds: { ROOT: { description: { text: 'The root of the repository.' } } },
        results: results.flatMap(({ gate, findings }, ruleIndex) =>
          findings.map((finding) => asResult(finding, gate, ruleIndex)),
        ),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function notification(level: 'error' | 'note', id: string, text: string) {
  return { level, message: { text }, associatedRule: { id } }
}

function asRule({ gate, kind, summary }: GateResult) {
  return { id: gate, shortDescription: { text: summary }, properties: { kind } }
}

function asResult(finding: Finding, ruleId: string, ruleIndex: number) {
  return {
    ruleId,
    ruleIndex,
    level: 'error',
    message: { text: `${placeText(finding.where)}: ${findingText(finding)}` },
    locations: [asLocation(finding)],
  }
}

function asLocation({ where }: Finding) {
  const { file, line } = where
  const request = 'request' in where ? [{ fullyQualifiedName: where.request, kind: 'resource' }] : undefined
  return {
    ...(file === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file), uriBaseId: 'ROOT' },
            ...(line === undefined ? {} : { region: { startLine: line } }),
          },
        }),
    ...(request === undefined ? {} : { logicalLocations: request }),
  }
}
