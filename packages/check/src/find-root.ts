import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The root of the repository that contains a folder; the folder itself outside a repository. */
export function findRoot(folder: string): string {
  for (let place = folder; ; place = dirname(place)) {
    if (existsSync(join(place, 'spec/openapi.yaml'))) return place
    if (place === dirname(place)) return folder
  }
}
