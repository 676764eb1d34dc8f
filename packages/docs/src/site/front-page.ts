import { contract } from '../contract.ts'
import type { Operation } from '../operation.ts'
import { curl } from '../samples/languages/curl.ts'
import { addresses } from './addresses.ts'
import { operationById, operations, resources, samplesOf } from './reference.ts'
import { documentedServer, liveServer, localServer } from './servers.ts'

/** The texts of the front page, for HTML and Markdown. */
export const frontPage = {
  title: contract.info.title,
  description: contract.info.summary ?? '',
  /** Markdown. */
  what: `The API of Testsigma Test Management as an OpenAPI contract, and what is built from it: a typed client, a local server
with real state, these docs, and checks that notice when the API changes. ${operations.length} operations, each with its source.`,
  audience: `For teams that send results from CI, keep test cases in sync, or build a tool on the API. Unofficial: not affiliated
with the vendor.`,
}

export interface Way {
  title: string
  /** Markdown. */
  text: string
  command: string
  next: { label: string; address: string }
}

/** The three ways to start. */
export const ways: Way[] = [
  {
    title: 'Run it locally',
    text: 'No account needed, only Node 20.19 or newer. In a clone of the repository this prints an address and a key:',
    command: 'npx -y pnpm@12 start',
    next: { label: 'The local server', address: '/guides/local-server/' },
  },
  {
    title: 'Call it',
    text: `With [a key of your account](${addresses.generateKey}), against the host that responds without a redirect:`,
    command: shortCurl(operationById('listUsers')),
    next: { label: 'Quickstart', address: '/guides/quickstart/' },
  },
  {
    title: 'Check it in CI',
    text: 'Compares responses of the live API with the contract. Sends only GET requests:',
    command: `npx -y pnpm@12 exec node packages/drift/src/cli.ts live \\\n  --base-url ${liveServer.url}`,
    next: { label: 'Drift checks', address: '/guides/drift/' },
  },
]

/** The operations that are shown in full, with their purpose. */
export const examples: { operation: Operation; use: string }[] = [
  {
    operation: operationById('listUsers'),
    use: 'Lists the users that tests can be assigned to, with the IDs that other requests need.',
  },
  { operation: operationById('assignTestRunCaseUser'), use: 'Assigns a test case of a run to a user.' },
]

/** The curl sample, sent to the local server. */
export function localCurl(operation: Operation): string {
  const sample = samplesOf(operation).find(({ label }) => label === curl.label)
  if (!sample) throw new Error(`${operation.id} has no sample in curl`)
  return sample.text.replace(documentedServer.url, localServer.url)
}

/** The first example of a success response as formatted JSON. */
export function responseOf(operation: Operation): string {
  return JSON.stringify(operation.success?.content.get('application/json')?.examples[0]?.value, null, 2)
}

/** The front page as Markdown. */
export function frontPageMarkdown(): string {
  return `${frontPage.what}

${frontPage.audience}

${ways.map(({ title, text, command, next }) => `## ${title}\n\n${text}\n\n\`\`\`console\n${command}\n\`\`\`\n\n[${next.label}](${next.address})`).join('\n\n')}

${examples.map(exampleMarkdown).join('\n\n')}

## Resources

| resource | operations | what it is |
|---|---|---|
${resources.map(resourceRow).join('\n')}

The contract itself is [openapi.yaml](/openapi.yaml); more formats are under [for machines](${addresses.machines}).
`
}

function exampleMarkdown({ operation, use }: (typeof examples)[number]): string {
  return `## ${operation.summary}

${use} All of it: [${operation.summary}](${addresses.operation(operation)}).

\`\`\`sh
${localCurl(operation)}
\`\`\`

\`\`\`json
${responseOf(operation)}
\`\`\``
}

function resourceRow({ name, description, operations }: (typeof resources)[number]): string {
  const [paragraph = ''] = description.trim().split('\n\n')
  return `| [${name}](${addresses.resource(name)}) | ${operations.length} | ${paragraph.replaceAll('\n', ' ')} |`
}

/** The shortest working command, which fits on a card. */
function shortCurl({ path }: Operation): string {
  return `curl ${liveServer.url}${path} \\\n  -H "Authorization: Bearer $TESTSIGMA_API_KEY"`
}
