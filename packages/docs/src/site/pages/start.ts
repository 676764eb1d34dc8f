import { contract } from '../../contract.ts'
import { languages } from '../../samples/languages.ts'
import { addresses } from '../addresses.ts'
import { operationById, operations, resources, samplesOf } from '../reference.ts'
import type { GeneratedPage } from './page.ts'

/** The first page: from nothing to a first answer. */
export function startPage(): GeneratedPage {
  const list = operationById('listUsers')
  const assign = operationById('assignTestRunCaseUser')
  const answer = list.success?.content.get('application/json')?.examples[0]?.value
  return {
    id: 'index',
    title: contract.info.title,
    description: contract.info.summary ?? '',
    body: `${contract.info.summary} ${operations.length} operations, with what the vendor's pages say and what was measured
on the live API. Unofficial.

## First answer in a minute

**Without an account**, against the local server, which keeps real state on your machine. You need Node 20.19 or newer and
a clone of this repository:

\`\`\`sh
npx -y pnpm@12 start
\`\`\`

It prints an address and a key. Ask it who there is:

\`\`\`sh
${localCurl()}
\`\`\`

\`\`\`json
${JSON.stringify(answer, null, 2)}
\`\`\`

**With an account**, [generate a key](${addresses.generateKey}) and send the same request to
\`${contract.servers[0]?.url}\`.

## Go on

- [${list.summary}](${addresses.operation(list)}): every field of that response, and samples for ${languages.map(({ label }) => label).join(', ')}.
- [${assign.summary}](${addresses.operation(assign)}): the first request that changes something.
- [Authentication](${addresses.authentication}): where keys come from, and what is answered without one.
- [Known differences](${addresses.differences}): where the pages and the live API disagree.

## Resources

| resource | operations | what it is |
|---|---|---|
${resources.map(resourceRow).join('\n')}

The contract itself is [openapi.yaml](/openapi.yaml); more formats are under [for machines](${addresses.machines}).
`,
  }
}

/** The sample of the operation, sent to the local server. */
function localCurl(): string {
  const [documented, local] = [contract.servers[0], contract.servers.find(({ url }) => url.includes('127.0.0.1'))]
  const text = samplesOf(operationById('listUsers')).find(({ lang }) => lang === 'shell')?.text
  if (!documented || !local || !text) throw new Error('The contract needs a default server, a local one, and listUsers')
  return text.replace(documented.url, local.url)
}

function resourceRow({ name, description, operations }: (typeof resources)[number]): string {
  const [paragraph = ''] = description.trim().split('\n\n')
  return `| [${name}](${addresses.resource(name)}) | ${operations.length} | ${paragraph.replaceAll('\n', ' ')} |`
}
