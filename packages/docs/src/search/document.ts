/** A section of a page in the search index. */
export interface SearchDocument {
  /** Its URL on the site with anchor, such as `/guides/ids/#paths`. */
  id: string
  /** URL of the page, without an anchor. */
  page: string
  /** Title of the page. */
  title: string
  /** Heading of the section; empty for the beginning of a page. */
  heading: string
  kind: Kind
  /** HTTP method of an operation, in capitals. */
  method?: string
  /** Names from the contract: operation, path, client method, fields. */
  names: string
  text: string
}

export type Kind =
  | 'list'
  | 'operation'
  | 'fields'
  | 'guide'
  | 'page'
  | 'resource'
  | 'schema'
  | 'difference'
  | 'change'
  | 'command'
