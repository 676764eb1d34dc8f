import { type Argument, type Operation, readCall } from '@testsigma-tms/spec/contract'
import { contract } from './contract/contract.ts'

/** Resource URI of the docs of an operation. */
export function docsAddress(operationId: string): string {
  return `tms://docs/${operationId}`
}

/** An index of all operations, like `llms.txt` on a website. */
export function docsIndex(): string {
  const sections = contract.tags.map(({ name, description = '' }) => {
    const own = contract.operations.filter(({ tag }) => tag === name)
    const lines = own.map(({ id, summary, method, path }) => {
      return `- [${summary}](${docsAddress(id)}): ${method.toUpperCase()} ${path}`
    })
    return `## ${name}\n\n${description.trim()}\n\n${lines.join('\n')}`
  })
  const { title, version, summary = '' } = contract.info
  return `# ${title} ${version}\n\n> ${summary}\n\n${sections.join('\n\n')}\n`
}

/** The docs of one operation in Markdown: parameters, result and failures. */
export function operationDocs(operation: Operation): string {
  const call = readCall(contract, operation)
  const { id, method, path, summary = id, description = '', provenance } = operation
  const inputs = call.arguments.map(describeArgument).join('\n') || 'none'
  const { result } = call
  const returned =
    result.kind === 'done' ? 'nothing' : result.entities.map(({ type }) => type ?? 'a value').join(' or ')
  return `# ${summary}

\`${method.toUpperCase()} ${path}\` (${id}; ${provenance?.source} ${provenance?.date})

${description.trim()}

Takes:

${inputs}

Returns: ${result.kind === 'page' ? 'a page of ' : ''}${returned}. Fails with: ${call.failures.join(', ')}.
`
}

function describeArgument({ name, places, required, description = '' }: Argument): string {
  const text = description.trim().replaceAll(/\s+/g, ' ')
  return `- \`${name}\` (${places.join(' and ')}${required ? ', required' : ''}): ${text}`
}
