import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { type EntryFacts, entry, har, label } from './hars.ts'
import { runDrift, temporaryFile } from './run-drift.ts'

/** Of the shapes that keys, people and accounts have; none is real. */
const SECRETS = [
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMI7K7MDENG7bPxRfiCYEXAMPLEKEY',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'xoxb-2315-2345678-aBcDeFgHiJ',
  'DE89370400440532013000',
  '4111-1111-1111-1111',
  '06-12-34-56-78',
  '+4915112345678',
  '192.168.17.23',
  '2001:db8:85a3::8a2e:370:7334',
  'jane.roe@example.com',
  'c2VjcmV0LXRva2VuLTEyMzQ1',
  randomUUID(),
]

const RUN = '/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/test_runs/DEMO-R-1'

/** An exchange that deviates from the contract at every place where the secret is. */
function deviating(secret: string): EntryFacts[] {
  const text = encodeURIComponent(secret)
  const form = `multipart/form-data; boundary=b; name="${text}"`
  const part = `--b\r\nContent-Disposition: form-data; name="${text}"; filename="${text}.txt"\r\n\r\n${text}\r\n--b--\r\n`
  return [
    { url: `/people/${text}?${text}=${text}` },
    { url: `/labels?${text}=${text}` },
    { url: `/users/${text}/${text}` },
    {
      body: { message: `for ${secret}`, [secret]: secret, data: { labels: [{ ...label, [secret]: { [secret]: 1 } }] } },
    },
    { url: RUN, body: { message: '', data: { test_run: { status: secret, selection_type: secret, id: secret } } } },
    {
      responseHeaders: [
        { name: 'x-tms-api-limit', value: text },
        { name: `x-${text.replace(/[^\w-]/g, '')}`, value: text },
      ],
    },
    { type: `application/${text.replace(/[^\w.+-]/g, '')}; name=${text}` },
    { status: 422, body: { message: `${secret} is wrong`, errors: secret } },
    { requestHeaders: [{ name: 'Authorization', value: `Bearer ${text}\u0000` }] },
    {
      method: 'PUT',
      url: `${RUN}/test_cases`,
      requestHeaders: [{ name: 'Content-Type', value: form }],
      postData: { mimeType: form, text: part },
      body: { message: secret },
    },
  ]
}

it('a report repeats no secret, wherever in the traffic it was', async () => {
  const file = await temporaryFile('recorded.har', har(...SECRETS.flatMap(deviating).map(entry)))
  for (const format of ['json', 'markdown', 'github']) {
    const { code, stdout, stderr } = await runDrift(['traffic', file, '--format', format])
    const report = stdout + stderr

    expect(code).toBe(2)
    expect(report).toContain('undeclared')
    for (const secret of SECRETS.flatMap((text) => [text, encodeURIComponent(text), text.toLowerCase()])) {
      expect(report).not.toContain(secret)
    }
  }
})
