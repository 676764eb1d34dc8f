import { authenticationPage } from './authentication.ts'
import { changelogPage } from './changelog.ts'
import { commandPages } from './commands.ts'
import { differencesPage } from './differences.ts'
import { machinesPage } from './machines.ts'
import { notFoundPage } from './not-found.ts'
import type { GeneratedPage } from './page.ts'

/** The pages of the site that are neither guides nor reference. */
export function generatedPages(): GeneratedPage[] {
  return [authenticationPage(), differencesPage(), machinesPage(), changelogPage(), ...commandPages(), notFoundPage()]
}
