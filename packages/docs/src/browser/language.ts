/** Keeps the language of the samples from page to page. */
const key = 'language'
const inputs = [...document.querySelectorAll<HTMLInputElement>('[data-switcher="language"] input')]

for (const input of inputs) {
  // Where storage is forbidden, each page starts with the first language.
  try {
    if (input.value === localStorage.getItem(key)) input.checked = true
    input.addEventListener('change', () => localStorage.setItem(key, input.value))
  } catch {}
}

export {}
