import type { APIRoute } from 'astro'
import { searchDocuments } from '../site/search-documents.ts'

/** What the search of the site loads when it is opened. */
export const GET: APIRoute = async () => new Response(JSON.stringify(await searchDocuments()))
