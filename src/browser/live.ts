/**
 * A page that others change too: when the server says that something changed, it is read again. What someone is typing stays:
 * while a field of the page was touched, nothing is replaced.
 */
const place = document.querySelector<HTMLElement>('[data-live]')
let touched = false
document.addEventListener('input', () => (touched = true))

if (place?.dataset['live']) {
  const source = new EventSource(place.dataset['live'])
  source.addEventListener('message', () => {
    if (!touched) location.reload()
  })
  window.addEventListener('pagehide', () => source.close())
}
