/**
 * A lost connection keeps the typed text. For `<form method="post" data-keep>`; without this script the form just posts.
 *
 * The form is sent in the background. A redirect means it was stored: go there. No answer, or one of a gateway that cannot
 * reach Koers: stay, and say so below the buttons. Anything else (422, 409, 429) is shown by posting the ordinary way, which is
 * harmless because nothing was stored and because the server takes the same answer twice as one.
 */
const say = {
  nl: 'Geen verbinding. Uw tekst staat er nog. Probeer het zo nog eens.',
  en: 'No connection. Your text is still here. Try again in a moment.',
}

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (form.dataset.keep === undefined || form.method !== 'post' || event.defaultPrevented) return
  event.preventDefault()
  if (!form.ariaBusy) void send(form, event.submitter)
})

async function send(form: HTMLFormElement, button: HTMLElement | null) {
  const status = statusOf(form)
  form.ariaBusy = 'true'
  status.textContent = ''
  try {
    const answer = await fetch(button?.getAttribute('formaction') ?? form.action, { method: 'post', body: bodyOf(form, button), signal: AbortSignal.timeout(20_000) })
    if (answer.status >= 502) throw new Error(answer.statusText)
    if (answer.redirected) return location.assign(answer.url)
    delete form.dataset.keep
    form.requestSubmit(button)
  } catch {
    status.textContent = document.documentElement.lang === 'en' ? say.en : say.nl
  } finally {
    form.ariaBusy = null
  }
}

/** What the browser itself would send: line ends as CR LF, files only in a multipart form. */
function bodyOf(form: HTMLFormElement, button: HTMLElement | null) {
  const data = new FormData(form, button)
  if (form.enctype === 'multipart/form-data') return data
  const body = new URLSearchParams()
  for (const [name, value] of data) body.append(name, typeof value === 'string' ? value.replace(/\r?\n/g, '\r\n') : value.name)
  return body
}

function statusOf(form: HTMLFormElement): Element {
  const known = form.querySelector('.koers-keep')
  if (known) return known
  const status = document.createElement('p')
  status.className = 'koers-keep'
  status.role = 'status'
  form.append(status)
  return status
}

export {}
