import { authenticationPage } from './authentication.ts'
import { changelogPage } from './changelog.ts'
import { differencesPage } from './differences.ts'
import { machinesPage } from './machines.ts'
import { notFoundPage } from './not-found.ts'
import { startPage } from './start.ts'

/** A page that is Markdown, written from the contract. */
export interface GeneratedPage {
  /** Its address, without slashes around it; `index` is the first page. */
  id: string
  title: string
  description: string
  /** False for a page without sections. */
  tableOfContents?: false
  body: string
}

/** The pages of the site that are neither guides nor reference. */
export function generatedPages(): GeneratedPage[] {
  return [startPage(), authenticationPage(), differencesPage(), machinesPage(), changelogPage(), notFoundPage()]
}
