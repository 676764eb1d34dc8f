import { contract, localServer } from '../http/contract.ts'
import { demoAssignment } from '../seed/demo/demo.ts'

/** What a person needs to start: addresses, key, and a request to paste. */
export function banner(origin: string, apiKey: string, servesDocs: boolean): string {
  const api = origin + localServer.pathname
  const docs = servesDocs ? `Docs  ${origin}/\n` : ''
  return `API   ${api}\n${docs}Key   ${apiKey}\n\n${curl(api, apiKey)}\n`
}

function curl(api: string, apiKey: string): string {
  const operation = contract.operation('assignTestRunCaseUser')
  const params: Record<string, string> = demoAssignment.params
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]))
  return [
    `curl -X ${operation.method.toUpperCase()} ${quote(`${api}${path}`)}`,
    `-H ${quote(`Authorization: Bearer ${apiKey}`)}`,
    `-H 'Content-Type: application/json'`,
    `-d ${quote(JSON.stringify(demoAssignment.body))}`,
  ].join(' ')
}

/** For POSIX shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
