import { attempt } from './describe.ts'
import type { Settings } from './settings.ts'

const defaults = new WeakMap<object, Settings>()

/** Stores the settings of a client, for helpers that make several calls. */
export function noteDefaults(client: object, settings: Settings): void {
  for (const resource of Object.values(client)) defaults.set(resource, settings)
}

/** The settings of a client, also if it is a copy with some resources replaced. */
export function defaultsOf(client: unknown): Settings | undefined {
  const resources = attempt(() => Object.values(Object(client))) ?? []
  return resources.map((resource) => defaults.get(resource as object)).find(Boolean)
}
