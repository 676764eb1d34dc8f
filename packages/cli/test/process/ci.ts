import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { startWorld } from '../run-tms.ts'
import { shell } from './run-process.ts'

const root = resolve(import.meta.dirname, '../../../..')

interface Action {
  inputs: Record<string, { default?: string }>
  runs: { steps: { env: Record<string, string>; run: string }[] }
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action
const [spec, job] = parseAllDocuments(readFileSync(join(root, 'templates/upload-results.yml'), 'utf8')).map(
  (document) => document.toJS(),
)

/** Uses this repository as the checkout with dependencies: nothing is cloned or installed. */
const checkout = `HOME=$PWD/home; mkdir -p "$HOME"
npx() { [ "$1 $2 $3 $5 $6" = "-y pnpm@12 --dir install --frozen-lockfile" ] || return 99; }
git() {
  case "$*" in
    "clone --quiet repository $HOME/testsigma-tms") ln -s '${root}' "$HOME/testsigma-tms" ;;
    "-C $HOME/testsigma-tms checkout --quiet commit") ;;
    *) return 99 ;;
  esac
}
`

export async function startCi() {
  const world = await startWorld()
  const origin = await world.server.listen({ port: 0 })
  const env = {
    TESTSIGMA_API_KEY: world.server.apiKey,
    TESTSIGMA_BASE_URL: `${origin}/api/v1`,
    TESTSIGMA_USER: 'jane.doe@example.com',
  }
  return { ...world, env }
}

type Ci = Awaited<ReturnType<typeof startCi>>

/** Runs the steps of the action as GitHub would, with these inputs. */
export async function runAction({ folder, env }: Ci, inputs: Record<string, string>) {
  const [step] = action.runs.steps
  const values = Object.entries(step?.env ?? {}).map(([name, text]) => {
    const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? []
    expect(Object.keys(action.inputs)).toContain(input)
    return [name, inputs[input] ?? action.inputs[input]?.default ?? '']
  })
  const github = {
    GITHUB_ACTION_PATH: root,
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  }
  return shell(checkout + (step?.run ?? ''), folder, { ...env, ...github, ...Object.fromEntries(values) })
}

const checkoutInputs: Record<string, string> = { repository: 'repository', commit: 'commit' }

/** Runs the job of the component as GitLab would, with these inputs. */
export async function runComponent({ folder, env }: Ci, inputs: Record<string, string>) {
  const filled = (text: string) =>
    text.replaceAll(/\$\[\[ inputs\.(\w+) \]\]/g, (_, name: string) => {
      expect(Object.keys(spec.spec.inputs)).toContain(name)
      return checkoutInputs[name] ?? inputs[name] ?? spec.spec.inputs[name].default
    })
  const { script, variables } = job['upload test results']
  const values = Object.fromEntries(
    Object.entries(variables as Record<string, string>).map(([name, text]) => [name, filled(text)]),
  )
  return shell(`${checkout}set -e\n${script.map(filled).join('\n')}`, folder, { ...env, CI: 'true', ...values })
}
