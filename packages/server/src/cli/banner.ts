import { contract, localServer } from '../http/contract.ts'
import { demoAssignment } from '../seed/demo/demo.ts'

/** Used with --empty: this request works without demo data. */
const creation = { id: 'createProject', params: {}, body: { name: 'Web shop' } } as const
const assignment = { id: 'assignTestRunCaseUser', ...demoAssignment } as const

/** What users need to start: URLs, the key, and a request to paste. */
export function banner(origin: string, apiKey: string, servesDocs: boolean, empty: boolean): string {
  const api = origin + localServer.pathname
  const docs = servesDocs ? `Docs  ${origin}/\n` : ''
  return `API   ${api}\n${docs}Key   ${apiKey}\n\n${curl(api, apiKey, empty ? creation : assignment)}\n`
}

function curl(api: string, apiKey: string, request: typeof creation | typeof assignment): string {
  const operation = contract.operation(request.id)
  const params: Record<string, string> = request.params
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]))
  return [
    `curl -X ${operation.method.toUpperCase()} ${quote(`${api}${path}`)}`,
    `-H ${quote(`Authorization: Bearer ${apiKey}`)}`,
    `-H 'Content-Type: application/json'`,
    `-d ${quote(JSON.stringify(request.body))}`,
  ].join(' ')
}

/** Quotes a string for POSIX shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
