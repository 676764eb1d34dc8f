import type { APIRoute } from 'astro'
import { postmanCollection } from '../site/postman.ts'

/** The contract as a Postman collection. */
export const GET: APIRoute = () => new Response(`${JSON.stringify(postmanCollection(), null, 2)}\n`)
