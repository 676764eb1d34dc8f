// Prints what an editor shows for expressions in a program that has a client named `tms`.
// Arguments: the path of TypeScript 5's library, and the expressions.
import { resolve } from 'node:path'

const [library, ...expressions] = process.argv.slice(2)
const { default: ts } = await import(library)
const file = resolve('hover.ts')
const setup = `import { createClient } from '@testsigma-tms/client'
const tms = createClient()
const page = await tms.users.list()
`
const text = setup + expressions.join('\n')
const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, types: [] }
const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const content = name === file ? text : ts.sys.readFile(name)
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
  },
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
})

for (const expression of expressions) {
  const end = text.lastIndexOf(expression) + expression.length - 1
  const { displayParts, documentation, tags = [] } = service.getQuickInfoAtPosition(file, end)
  console.log(ts.displayPartsToString(displayParts))
  console.log(ts.displayPartsToString(documentation))
  for (const tag of tags) console.log(`@${tag.name} ${ts.displayPartsToString(tag.text)}`)
  console.log('')
}
