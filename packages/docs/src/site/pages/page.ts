/** A Markdown page that is generated from the contract. */
export interface GeneratedPage {
  /** Its path, without surrounding slashes. */
  id: string
  title: string
  description: string
  /** False for a page without sections. */
  tableOfContents?: false
  body: string
}
