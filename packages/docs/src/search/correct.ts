/** The known word that a misspelt word probably means; the word itself if none is similar. */
export function correct(word: string, known: ReadonlyMap<string, number>): string {
  if (word.length < 4 || /\d/.test(word)) return word
  const allowed = word.length < 8 ? 1 : 2
  let best = { word, distance: Number.POSITIVE_INFINITY, count: 0 }
  for (const [candidate, count] of known) {
    if (Math.abs(candidate.length - word.length) > allowed || !isLike(candidate, word)) continue
    const distance = distanceOf(word, candidate)
    if (distance > allowed + (isLongAndAlike(candidate, word) ? 1 : 0)) continue
    if (distance < best.distance || (distance === best.distance && count > best.count)) {
      best = { word: candidate, distance, count }
    }
  }
  return best.word
}

/** Short words are often different words, and the first letter is rarely mistyped. */
function isLike(candidate: string, word: string): boolean {
  const isSwapped = [...candidate].sort().join('') === [...word].sort().join('')
  return isSwapped || (word.length > 4 && candidate.length > 4 && candidate[0] === word[0])
}

/** Such as `playwrite` and `playwright`. */
function isLongAndAlike(candidate: string, word: string): boolean {
  const isAlike = candidate.slice(0, 6) === word.slice(0, 6) && Math.abs(candidate.length - word.length) <= 1
  return word.length > 8 && isAlike
}

/** The edit distance: the number of wrong, missing, extra, or swapped letters. */
function distanceOf(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      const isExchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(
        Math.min(
          at(rows[i - 1], j) + 1,
          at(row, j - 1) + 1,
          at(rows[i - 1], j - 1) + cost,
          isExchanged ? at(rows[i - 2], j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    rows.push(row)
  }
  return at(rows[one.length], other.length)
}

function at(row: number[] | undefined, index: number): number {
  return row?.[index] ?? Number.POSITIVE_INFINITY
}
