import { codeAt, stepAt } from '#protocols/totp'
import type { TestApp } from './app.ts'

export const unbase32 = (text: string) => {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** An app as on someone's phone: reads the key of the page, and gives the code of the moment. */
export function authenticator(app: TestApp, page: string) {
  const key = unbase32((/class="koers-code">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', ''))
  return { code: () => codeAt(key, stepAt(app.clock.now())) }
}
