import type { APIRoute } from 'astro'
import { searchDocuments } from '../site/search-documents.ts'

/** The documents of the search index. */
export const GET: APIRoute = async () => new Response(JSON.stringify(await searchDocuments()))
