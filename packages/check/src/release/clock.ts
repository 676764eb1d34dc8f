/** The current date, such as `2026-11-22`, in UTC. `SOURCE_DATE_EPOCH` (seconds since 1970) overrides it. */
export function today(): string {
  const epoch = process.env.SOURCE_DATE_EPOCH
  const date = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000)
  return date.toISOString().slice(0, 10)
}
