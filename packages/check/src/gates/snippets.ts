import { languages, notations, type Parser } from '@testsigma-tms/docs/samples'
import type { Finding } from '@testsigma-tms/drift/report'
import type { Gate } from '../gate.ts'
import { findSnippets, isLanguage, type Snippet } from '../snippets/find.ts'
import { findUnrun } from '../snippets/runners.ts'
import { checkScripts } from '../snippets/scripts.ts'
import { checkSyntax } from '../snippets/syntax.ts'

const parsers = new Set(
  [...languages, ...notations].flatMap(({ parse }) => (parse === undefined || parse === 'typescript' ? [] : [parse])),
)

export const snippets: Gate = {
  name: 'snippets',
  kind: 'stale',
  summary: 'every code sample of READMEs, guides and samples with the packages, and with the tests that run it',
  tools: [...new Set([...parsers].map(({ tool }) => tool.isThere))],
  async run(root) {
    const all = await findSnippets(root)
    const parsedBy = (parse: Parser | 'typescript') => all.filter(({ language }) => language?.parse === parse)
    const [scripts, unrun, ...parsed] = await Promise.all([
      checkScripts(root, parsedBy('typescript')),
      findUnrun(root, all),
      ...[...parsers].map((parser) => checkSyntax(root, parser, parsedBy(parser))),
    ])
    const missing = [...parsers].filter((_, index) => parsed[index] === undefined).map(({ tool }) => tool.name)
    return {
      findings: [
        ...all.flatMap(unknownLanguage),
        ...scripts,
        ...parsed.flatMap((found) => found ?? []),
        ...unrun.findings,
      ],
      compared: {
        ...Object.fromEntries(languages.map((language) => [language.label, count(all, language)])),
        'data and text': all.filter(({ language }) => language && !isLanguage(language)).length,
        'run by tests': unrun.run,
      },
      skipped: missing.length === 0 ? undefined : `${missing.join(' and ')} not found`,
    }
  },
}

function count(all: readonly Snippet[], language: Snippet['language']): number {
  return all.filter((snippet) => snippet.language === language).length
}

/** A snippet in an unknown language would otherwise pass unchecked. */
function unknownLanguage({ file, line, name, language }: Snippet): Finding[] {
  if (language !== undefined) return []
  const known = [...languages, ...notations].flatMap(({ fences }) => fences)
  return [
    {
      where: { file, line },
      expected: `a language of the list in packages/docs/src/samples: ${known.join(', ')}`,
      got: name === '' ? 'a block that names no language' : `"${name}"`,
      fix: 'name one of these (`text` for what is only to be read), or add the language to the list',
    },
  ]
}
