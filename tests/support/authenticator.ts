import { codeAt, stepAt } from '#protocols/totp'
import type { TestApp } from './app.ts'

const bits = (text: string) => [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')

/** The key on the page that sets up an authenticator app. */
export function keyOn(page: string): Buffer {
  const typed = (/class="koers-code">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '')
  return Buffer.from((bits(typed).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** An app as on someone's telephone: reads the key of the page, and gives the code of the moment. */
export function authenticator(app: TestApp, page: string) {
  const key = keyOn(page)
  return { code: () => codeAt(key, stepAt(app.clock.now())) }
}
