import { explain } from '../explain.js'

/** Paths are in alphabetical order, so that they are easy to find and changes seldom conflict. */
export function PathsSorted() {
  return {
    Paths(paths, ctx) {
      const names = Object.keys(paths)
      const misplaced = names.find((name, index) => index > 0 && name < names[index - 1])
      if (misplaced === undefined) return
      ctx.report({
        message: explain(
          'paths in alphabetical order',
          `${misplaced} after ${names[names.indexOf(misplaced) - 1]}`,
          'move it up',
        ),
        location: ctx.location.child(misplaced).key(),
      })
    },
  }
}
