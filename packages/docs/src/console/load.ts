/** Loads the console lazily when the reader opens it. */
for (const place of document.querySelectorAll<HTMLDetailsElement>('details[data-try-it]')) {
  const load = () => {
    import('./element.ts').catch(() => {
      const state = place.querySelector('[data-state]')
      if (state) state.textContent = 'The console could not be loaded. Reload the page, or use the curl sample.'
    })
  }
  if (place.open) load()
  else place.addEventListener('toggle', load, { once: true })

  // The button next to the samples.
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-open-console]')) place.open = true
  })
}
