import { explain } from '../explain.js'

/** Every media type has an example with a name and a summary. */
export function MediaTypeExample() {
  return {
    MediaType(media, ctx) {
      const examples = Object.entries(media.examples ?? {})
      if (examples.length === 0) {
        ctx.report({
          message: explain(
            `${ctx.key} to have at least one example under examples`,
            media.example === undefined ? 'none' : 'one without a name, under example',
            'add examples.documented or examples.observed with summary and value',
          ),
        })
      }
      for (const [name, example] of examples) {
        if (example.summary) continue
        ctx.report({
          message: explain(`example ${name} to have a summary`, 'none', 'say in a few words what the example shows'),
          location: ctx.location.child('examples').child(name),
        })
      }
    },
  }
}
