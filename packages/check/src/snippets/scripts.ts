import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, extname, join, resolve } from 'node:path'
import type { Finding } from '@testsigma-tms/drift/report'
import { API, type Diagnostic } from 'typescript/unstable/async'
import { isLanguage, type Snippet } from './find.ts'

/** Type-checks TypeScript snippets, and checks the syntax of JavaScript ones, in one program. */
export async function checkScripts(root: string, snippets: readonly Snippet[]): Promise<Finding[]> {
  const project = await mkdtemp(join(tmpdir(), 'tms-snippets-'))
  try {
    const files = snippets.map((snippet, index) => join(project, nameOf(snippet, index)))
    await linkPackages(root, project)
    await Promise.all(snippets.map(({ code }, index) => writeSnippet(root, project, files[index] as string, code)))
    await writeFile(join(project, 'package.json'), '{ "type": "module" }')
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(configuration(root, files)))
    return await diagnose(project, (index) => snippets[index] as Snippet, files)
  } finally {
    await rm(project, { recursive: true })
  }
}

/** Snippets are placed below a folder with their package's name, so that they can import the same packages. */
function nameOf({ file, language }: Snippet, index: number): string {
  const [, folder = '.'] = file.match(/^(packages\/[^/]+|spec)\//) ?? []
  return join(folder, `snippet-${index}${isLanguage(language) ? extname(language.file) : ''}`)
}

/** Makes every workspace package importable by its name, as after an installation. */
async function linkPackages(root: string, project: string): Promise<void> {
  const modules = join(project, 'node_modules')
  await mkdir(join(modules, '@testsigma-tms'), { recursive: true })
  for (const name of await readdir(resolve(root, 'packages'))) {
    await symlink(resolve(root, 'packages', name), join(modules, '@testsigma-tms', name))
  }
  await symlink(resolve(root, 'spec'), join(modules, '@testsigma-tms/spec'))
  for (const name of ['@types', 'vitest']) await symlink(resolve(root, 'node_modules', name), join(modules, name))
}

async function writeSnippet(root: string, project: string, file: string, code: string): Promise<void> {
  const folder = dirname(file)
  const isNew = (await mkdir(folder, { recursive: true })) !== undefined
  const modules = resolve(root, folder.slice(project.length + 1), 'node_modules')
  if (isNew) await symlink(modules, join(folder, 'node_modules'))
  await writeFile(file, code)
}

function configuration(root: string, files: readonly string[]) {
  return {
    extends: resolve(root, 'tsconfig.json'),
    compilerOptions: {
      allowJs: true,
      checkJs: false,
      moduleDetection: 'force',
      // Snippets may declare things without using them.
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    files,
  }
}

/** Checks only the snippets: the imported packages have their own type check, which takes ten times as long. */
async function diagnose(
  folder: string,
  snippetAt: (index: number) => Snippet,
  files: readonly string[],
): Promise<Finding[]> {
  const compiler = new API({ cwd: folder })
  try {
    const configuration = join(folder, 'tsconfig.json')
    const snapshot = await compiler.updateSnapshot({ openProjects: [configuration] })
    const project = snapshot.getProject(configuration)
    if (project === undefined) throw new Error('TypeScript did not open the project of the snippets.')
    const { program } = project
    const wrong = [...(await program.getConfigFileParsingDiagnostics()), ...(await program.getGlobalDiagnostics())]
    if (wrong[0]) throw new Error(`TypeScript cannot check the snippets: ${messageOf(wrong[0])}`)

    const findings = files.map(async (file, index) => {
      const syntax = await program.getSyntacticDiagnostics(file)
      const problems = syntax.length > 0 ? syntax : await program.getSemanticDiagnostics(file)
      return problems.map((problem) => asFinding(problem, snippetAt(index)))
    })
    return (await Promise.all(findings)).flat()
  } finally {
    await compiler.close()
  }
}

function asFinding(problem: Diagnostic, { file, line, language, code }: Snippet): Finding {
  return {
    where: { file, line: line + code.slice(0, problem.pos).split('\n').length - 1 },
    expected: isTypeScript(language) ? 'code that compiles against the packages as they are' : 'JavaScript that parses',
    got: messageOf(problem),
    fix: 'change the snippet or, if it is generated, what generates it',
  }
}

function isTypeScript(language: Snippet['language']): boolean {
  return isLanguage(language) && extname(language.file) === '.ts'
}

function messageOf({ code, text, messageChain = [] }: Diagnostic): string {
  return [`TS${code}: ${text}`, ...messageChain.map((link) => link.text)].join(' ')
}
