const key = 'language'

/** Remembers the language of the samples, and uses it for all samples of a page. */
export function followLanguage(): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('[data-switcher="language"] input')]
  const choose = (language: string | null) => {
    for (const input of inputs) if (input.value === language) input.checked = true
  }
  choose(keptLanguage())
  for (const input of inputs) {
    input.addEventListener('change', () => {
      choose(input.value)
      keepLanguage(input.value)
    })
  }
}

/** If storage is blocked, each page starts with the first language. */
function keptLanguage(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keepLanguage(language: string): void {
  try {
    localStorage.setItem(key, language)
  } catch {}
}
