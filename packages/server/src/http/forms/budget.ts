/** Bytes of all forms together that a server keeps in memory. */
export const mostBytes = 256 * 2 ** 20

export interface FormShare {
  /** Returns whether so many more bytes fit. */
  take: (bytes: number) => boolean
  /** Called when the form has been handled or refused. */
  close: () => void
}

/** Limits the memory of the forms that are received or handled at the same time. */
export class FormBudget {
  #free = mostBytes

  /** Opens the share of one form. */
  open(): FormShare {
    let taken = 0
    return {
      take: (bytes) => {
        if (bytes > this.#free) return false
        this.#free -= bytes
        taken += bytes
        return true
      },
      close: () => {
        this.#free += taken
        taken = 0
      },
    }
  }
}
