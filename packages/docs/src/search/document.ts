/** A section of a page, as the search knows it. */
export interface SearchDocument {
  /** Where it is on the site, with its anchor: `/guides/ids/#paths`. */
  id: string
  /** The page's address, without an anchor. */
  page: string
  /** The page's title. */
  title: string
  /** The section's own; empty for the beginning of a page. */
  heading: string
  kind: Kind
  /** Of an operation, in capitals. */
  method?: string
  /** Names from the contract: the operation, its path, its call, its fields. */
  names: string
  text: string
}

export type Kind = 'list' | 'operation' | 'fields' | 'guide' | 'page' | 'resource' | 'schema' | 'difference' | 'command'
