/** Turns stored milliseconds into the seconds that the vendor's pages show. */
export function toTimestamp(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
