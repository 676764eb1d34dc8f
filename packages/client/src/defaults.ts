import { attempt } from './describe.ts'
import type { Settings } from './settings.ts'

const defaults = new WeakMap<object, Settings>()

/** Notes what holds for every call of a client, for helpers that make several. */
export function noteDefaults(client: object, settings: Settings): void {
  for (const resource of Object.values(client)) defaults.set(resource, settings)
}

/** What holds for every call of a client, also where it is a copy with some parts replaced. */
export function defaultsOf(client: unknown): Settings | undefined {
  const resources = attempt(() => Object.values(Object(client))) ?? []
  return resources.map((resource) => defaults.get(resource as object)).find(Boolean)
}
