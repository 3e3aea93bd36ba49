/**
 * Passkeys, which only a script can use. `<form data-passkey="add|give" data-options="/…" hidden>` is shown where the browser knows
 * them: its button asks the server what to sign, the device signs, and the form is sent with the answer in its field `response`.
 */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

const say = {
  nl: { stopped: 'Er is geen passkey gebruikt. Probeer het opnieuw, of kies een andere manier.', known: 'Dit apparaat heeft al een passkey voor uw account.' },
  en: { stopped: 'No passkey was used. Try again, or choose another way.', known: 'This device has a passkey for your account already.' },
}
const text = document.documentElement.lang === 'en' ? say.en : say.nl

if (browserSupportsWebAuthn())
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', (event) => {
      const response = form.elements.namedItem('response') as HTMLInputElement
      if (response.value !== '') return
      event.preventDefault()
      if (!form.ariaBusy) void sign(form, response)
    })
  }

async function sign(form: HTMLFormElement, response: HTMLInputElement) {
  const status = form.querySelector('[role=status]')
  form.ariaBusy = 'true'
  if (status) status.textContent = ''
  try {
    const answer = await fetch(form.dataset.options ?? '', { method: 'post' })
    if (!answer.ok) throw new Error(answer.statusText)
    const optionsJSON: unknown = await answer.json()
    const signed =
      form.dataset.passkey === 'add'
        ? await startRegistration({ optionsJSON: optionsJSON as PublicKeyCredentialCreationOptionsJSON })
        : await startAuthentication({ optionsJSON: optionsJSON as PublicKeyCredentialRequestOptionsJSON })
    response.value = JSON.stringify(signed)
    form.submit()
  } catch (error) {
    if (status) status.textContent = error instanceof Error && error.name === 'InvalidStateError' ? text.known : text.stopped
  } finally {
    form.ariaBusy = null
  }
}
