import { contract } from '../../contract.ts'
import { addresses } from '../addresses.ts'
import { authentication } from '../reference.ts'
import type { GeneratedPage } from './page.ts'

/** The page about getting and sending a key. */
export function authenticationPage(): GeneratedPage {
  return {
    id: 'authentication',
    title: 'Authentication',
    description: 'How to get an API key, how to send it, and what the API returns when it is missing or wrong.',
    body: `Send your API key with every request, in the \`Authorization\` header as a bearer token:

\`\`\`http
Authorization: Bearer <API_KEY>
\`\`\`

${authentication}

## Generate a key

**For the live API.** Sign in to the Testsigma application, open *Settings → API Keys*, and generate a key there. This site
cannot do it for you: keys belong to the account of whoever is signed in.

**For the local server.** \`start\` prints one, under \`Key\`. It stays valid for as long as the data is kept. To make more:

\`\`\`sh
npx -y pnpm@12 exec node packages/server/src/cli.ts keys create
\`\`\`

## Keep it secret

Whoever has the key can do what you can. Keep it in an environment variable or in the secrets of your CI, never in the
code. The samples on this site say \`<API_KEY>\` where it belongs.

## When it is refused

A request without a key, or with a wrong one, gets status 401; every operation lists the two bodies that were observed. A
redirect to another host is another way to lose the key: most HTTP clients drop the header.

## Base URL

Paths are relative to one of these:

| base URL | what it is |
|---|---|
${contract.servers.map(({ url, description }) => `| \`${url}\` | ${description} |`).join('\n')}

See also [known differences](${addresses.differences}).
`,
  }
}
