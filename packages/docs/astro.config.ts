import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import { contract } from './src/contract.ts'
import { sidebar } from './src/site/sidebar.ts'

export default defineConfig({
  root: import.meta.dirname,
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  // A page is only 12 kB once shared files are cached; a prefetch script would add 1 kB to every page.
  prefetch: false,
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  integrations: [
    starlight({
      title: 'Testsigma TMS API',
      description: contract.info.summary ?? '',
      sidebar,
      customCss: ['theme', 'navigation', 'front', 'reference', 'operation', 'fields', 'samples', 'search'].map(
        (name) => `./src/styles/${name}.css`,
      ),
      components: {
        LanguageSelect: './src/components/LanguageSelect.astro',
        MarkdownContent: './src/components/MarkdownContent.astro',
        Search: './src/components/Search.astro',
      },
      routeMiddleware: './src/site/route-data.ts',
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      disable404Route: false,
      pagefind: false,
      credits: false,
      favicon: '/favicon.svg',
      expressiveCode: {
        textMarkers: false,
        defaultProps: { frame: 'none', wrap: false },
        styleOverrides: { borderRadius: '0.5rem' },
      },
    }),
  ],
})
