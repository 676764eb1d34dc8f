/** The colours of a picture. Websites show the picture that matches the reader's theme. */
export interface Theme {
  text: string
  quiet: string
  line: string
  fill: string
  accent: string
  background: string
}

export const themes: Record<'light' | 'dark', Theme> = {
  light: {
    text: '#1f2328',
    quiet: '#59636e',
    line: '#8c959f',
    fill: '#f6f8fa',
    accent: '#0b57d0',
    background: '#ffffff',
  },
  dark: {
    text: '#f0f6fc',
    quiet: '#9198a1',
    line: '#656c76',
    fill: '#151b23',
    accent: '#79b8ff',
    background: '#0d1117',
  },
}

/** Escapes text for XML. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
