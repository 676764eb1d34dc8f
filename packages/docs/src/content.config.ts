import { defineCollection } from 'astro:content'
import { docsLoader } from '@astrojs/starlight/loaders'
import { docsSchema } from '@astrojs/starlight/schema'
import type { Loader } from 'astro/loaders'
import { generatedPages } from './site/pages/index.ts'

/** The guides (files), and the pages that are generated from the contract. */
function pages(): Loader {
  const files = docsLoader()
  return {
    name: 'pages',
    async load(context) {
      await files.load(context)
      for (const { id, body, ...frontmatter } of generatedPages()) {
        const data = await context.parseData({ id, data: frontmatter })
        context.store.set({
          id,
          filePath: `src/content/docs/${id}.md`,
          data,
          body,
          rendered: await context.renderMarkdown(body),
        })
      }
    },
  }
}

export const collections = { docs: defineCollection({ loader: pages(), schema: docsSchema() }) }
