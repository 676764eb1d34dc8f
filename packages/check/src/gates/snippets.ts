import type { Gate } from '../gate.ts'
import { findSnippets, type Language } from '../snippets/find.ts'
import { findUnrun } from '../snippets/runners.ts'
import { checkScripts } from '../snippets/scripts.ts'
import { checkSyntax, python, shell } from '../snippets/syntax.ts'

export const snippets: Gate = {
  name: 'snippets',
  kind: 'stale',
  summary: 'every code sample of READMEs, guides and samples with the packages, and with the tests that run it',
  tools: [shell.isThere, python.isThere],
  async run(root) {
    const all = await findSnippets(root)
    const of = (...languages: Language[]) => all.filter(({ language }) => languages.includes(language))
    const [scripts, shellSyntax, pythonSyntax, unrun] = await Promise.all([
      checkScripts(root, of('ts', 'js')),
      checkSyntax(root, shell, of('sh')),
      checkSyntax(root, python, of('python')),
      findUnrun(root, all),
    ])
    const missing = [...(shellSyntax ? [] : ['bash']), ...(pythonSyntax ? [] : ['python3'])]
    return {
      findings: [...scripts, ...(shellSyntax ?? []), ...(pythonSyntax ?? []), ...unrun.findings],
      compared: {
        TypeScript: of('ts').length,
        JavaScript: of('js').length,
        shell: of('sh').length,
        Python: of('python').length,
        'run by tests': unrun.run,
      },
      skipped: missing.length === 0 ? undefined : `${missing.join(' and ')} not found`,
    }
  },
}
