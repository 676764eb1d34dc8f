/** A page that is Markdown, written from the contract. */
export interface GeneratedPage {
  /** Its address, without slashes around it. */
  id: string
  title: string
  description: string
  /** False for a page without sections. */
  tableOfContents?: false
  body: string
}
