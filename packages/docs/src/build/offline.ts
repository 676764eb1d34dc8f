import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Contract, type Document, readContract } from '@testsigma-tms/spec/contract'
import { languages } from '../samples/languages.ts'
import { makeSamples } from '../samples/sample.ts'

/**
 * Renders the contract with its samples as a single self-contained HTML page.
 *
 * @throws Error with the output of `redocly build-docs` if that fails
 */
export async function renderPage(contract: Contract): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-docs-'))
  try {
    const description = join(folder, 'openapi.json')
    const page = join(folder, 'index.html')
    await writeFile(description, JSON.stringify(withSamples(contract)))
    await buildDocs(description, page, contract.info.summary ?? '')
    return inlineLogos(await readFile(page, 'utf8'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Adds the samples to a copy of the contract, where Redoc expects them. */
function withSamples(contract: Contract): Document {
  const copy = withReadableProvenance(contract.document)
  const samples = new Map(makeSamples(contract).map((operation) => [operation.operationId, operation.samples]))
  for (const { id, definition } of readContract(copy).operations) {
    const codeSamples = samples.get(id)?.map(({ label, lang, text }) => ({ label, lang, source: text }))
    Object.assign(definition, { 'x-codeSamples': codeSamples })
  }
  return copy
}

/** Redoc would show object extensions as JSON. */
function withReadableProvenance(document: Document): Document {
  return JSON.parse(JSON.stringify(document), (name, value) =>
    name === 'x-provenance' ? `${value.source}, ${value.date}` : value,
  )
}

async function buildDocs(description: string, page: string, summary: string): Promise<void> {
  const configuration = join(dirname(description), 'redocly.yaml')
  // JSON is valid YAML.
  await writeFile(configuration, JSON.stringify(redocConfiguration))
  const options = ['--config', configuration, '--templateOptions.description', summary, '--inlineBundle']
  // By path, because `redocly` is in the PATH only in scripts run by pnpm.
  const redocly = await commandOf('@redocly/cli', 'redocly')
  await promisify(execFile)(process.execPath, [redocly, 'build-docs', description, '--output', page, ...options], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  })
}

const redocConfiguration = {
  telemetry: 'off',
  openapi: {
    htmlTemplate: resolve(import.meta.dirname, '../../page.hbs'),
    downloadUrls: ['openapi.yaml', 'openapi.json'].map((file) => ({ title: file, url: file })),
    // Languages that are missing here are not shown.
    codeSamples: { languages: languages.map(({ label }) => ({ lang: label })) },
    jsonSamplesExpandLevel: 'all',
    schemasExpansionLevel: 'all',
    sortRequiredPropsFirst: false,
    showExtensions: ['x-provenance'],
  },
}

/** The path of the script of a package's command. */
async function commandOf(name: string, command: string): Promise<string> {
  const manifest = fileURLToPath(import.meta.resolve(`${name}/package.json`))
  const { bin } = JSON.parse(await readFile(manifest, 'utf8'))
  return join(dirname(manifest), bin[command])
}

const remoteLogos = ['https://cdn.redoc.ly/redoc/logo-mini-full.svg', 'https://cdn.redoc.ly/redoc/logo-mini.svg']

const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="42" height="12"><text y="10" font-family="system-ui, sans-serif" font-size="11" font-weight="600" fill="#3b82f6">Redoc</text></svg>',
)}`

/** Redoc always fetches its logo from its own host, so it is replaced by an inline image. */
function inlineLogos(html: string): string {
  return remoteLogos.reduce((page, address) => {
    const parts = page.split(address)
    if (parts.length !== 2) {
      throw new Error(
        `Expected ${address} once in what redocly build-docs wrote, got it ${parts.length - 1} times. ` +
          'Redoc has changed: see from where it takes its logo now, and correct remoteLogos in packages/docs/src/build/offline.ts.',
      )
    }
    return parts.join(logo)
  }, html)
}
