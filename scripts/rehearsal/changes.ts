/** What users of the first release have written, a file for each thing that changes. */
export const consumerFiles: Readonly<Record<string, string>> = {
  'users.ts': code('for await (const user of tms.users.list()) String(user.email)'),
  'labels.ts': code('for await (const label of tms.labels.list()) String(label.name)'),
  'folders.ts': code("await tms.folders.move({ project_id: 'a', folder_id: 'b', parent_folder_id: 'c' })"),
}

function code(use: string): string {
  return `import { createClient } from '@testsigma-tms/client'\nconst tms = createClient({ apiKey: 'key' })\n${use}\n`
}

export interface Change {
  readonly name: string
  /** When it is released. */
  readonly day: string
  readonly bumps: Readonly<Record<string, 'patch' | 'minor'>>
  /** What the changeset says. */
  readonly text: string
  readonly apply: (edit: (file: string, change: (text: string) => string) => void) => void
}

const MOVE = 'spec/resources/folders/moveFolder.yaml'

/** One release each, in this order. */
export const changes: readonly Change[] = [
  {
    name: 'an addition',
    day: '2027-01-01',
    bumps: { spec: 'patch' },
    text: '`User` has a `nickname`.',
    apply: (edit) =>
      edit('spec/resources/users/User.yaml', (text) =>
        text.replace(
          '  last_name:\n',
          '  nickname:\n    type: string\n    description: What colleagues say.\n    examples:\n      - Jay\n  last_name:\n',
        ),
      ),
  },
  {
    name: 'a method with another name',
    day: '2027-02-01',
    bumps: { client: 'minor' },
    text: '`listLabels` is `tms.labels.all()`.',
    apply: (edit) =>
      edit('spec/resources/labels/listLabels.yaml', (text) => text.replace('method: list', 'method: all')),
  },
  {
    name: 'a deprecation',
    day: '2027-03-01',
    bumps: { spec: 'patch' },
    text: '`moveFolder` goes.',
    apply: (edit) =>
      edit(MOVE, (text) =>
        text.replace(
          'operationId: moveFolder\n',
          'operationId: moveFolder\ndeprecated: true\nx-sunset: 2027-06-30\nx-replacement: updateFolder\n',
        ),
      ),
  },
  {
    name: 'a removal after its sunset',
    day: '2027-07-01',
    bumps: { client: 'minor' },
    text: '`moveFolder` and `MoveFolderRequest` are gone.',
    apply: (edit) =>
      edit('spec/openapi.yaml', (text) =>
        text.replace(/ {2}\/projects\/\{project_id\}\/folders\/\{folder_id\}\/move:\n.*\n.*\n/, ''),
      ),
  },
]
