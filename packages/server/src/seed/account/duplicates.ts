import { placeOf, shown } from './place.ts'
import type { Account } from './schema.ts'

/** Finds names that are not unique, although others refer to them. */
export function duplicates({ lookups = {}, labels = [], users = [], projects = [] }: Account): string[] {
  return [
    ...Object.entries(lookups).flatMap(([list, names]) => repeated(names, (index) => placeOf('lookups', list, index))),
    ...repeated(labels, (index) => placeOf('labels', index)),
    ...repeated(
      users.map(({ email }) => email.toLowerCase()),
      (index) => placeOf('users', index, 'email'),
    ),
    ...(['name', 'human_id_prefix'] as const).flatMap((field) =>
      repeated(
        projects.map((project) => project[field]),
        (index) => placeOf('projects', index, field),
      ),
    ),
    ...projects.flatMap(({ folders = [] }, project) =>
      repeated(folders, (index) => placeOf('projects', project, 'folders', index)),
    ),
  ]
}

function repeated(names: string[], place: (index: number) => string): string[] {
  const firsts = new Map<string, number>()
  return names.flatMap((name, index) => {
    const first = firsts.get(name)
    if (first === undefined) firsts.set(name, index)
    return first === undefined ? [] : [`${place(index)}: ${shown(name)} is at ${place(first)} too; choose another one`]
  })
}
