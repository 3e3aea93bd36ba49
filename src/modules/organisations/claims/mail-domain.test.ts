import { expect, test } from 'vitest'
import { domainOfAddress, domainOfWebsite, provesBelonging, registrableDomain, type Website } from './mail-domain.ts'

test.for([
  ['school.nl', 'school.nl'],
  ['WWW.School.NL.', 'school.nl'],
  ['mail.afdeling.school.nl', 'school.nl'],
  ['school.co.uk', 'school.co.uk'],
  ['co.nl', undefined],
  ['nl', undefined],
  ['10.0.0.1', undefined],
  ['school..nl', undefined],
  ['school.nl/pad', undefined],
  ['', undefined],
])('%s is registered as %s', ([host, domain]) => {
  expect(registrableDomain(host ?? '')).toBe(domain)
})

test('an address that anyone can have speaks for nobody', () => {
  for (const email of ['a@gmail.com', 'a@GMAIL.com', 'a@ziggo.nl', 'a@mail.kpnmail.nl', 'a@hotmail.com', 'school@sites.google.com', 'x@localhost', 'geen adres'])
    expect([email, domainOfAddress(email)]).toEqual([email, undefined])
  expect(domainOfAddress('jan@gmail.com@kompas.nl')).toBe('kompas.nl')
})

test('a website is read as people write it', () => {
  expect(['www.kompas.nl', 'https://kompas.nl/over', 'HTTP://kompas.nl:8080', 'kompas.nl?x'].map(domainOfWebsite)).toEqual(Array.from({ length: 4 }, () => 'kompas.nl'))
  expect(domainOfWebsite('geen website')).toBeUndefined()
})

const board = { id: 'board', parentId: null }
const vlieger = { id: 'vlieger', parentId: 'board' }
const site = (id: string, website: string, parentId: string | null = 'board', topId = 'board'): Website => ({ id, parentId, topId, website })

test('a board is known by its schools, a school not by its sister', () => {
  const sites = [site('vlieger', 'www.vlieger.nl'), site('anker', 'https://anker.nl'), site('anker-00', 'www.ankertje.nl', 'anker')]
  expect(provesBelonging('anker.nl', board, sites)).toBe(true)
  expect(provesBelonging('ankertje.nl', board, sites)).toBe(true)
  expect(provesBelonging('vlieger.nl', vlieger, sites)).toBe(true)
  expect(provesBelonging('anker.nl', vlieger, sites)).toBe(false)
  expect(provesBelonging('kompas.nl', vlieger, [site('board', 'www.kompas.nl', null)])).toBe(true)
  expect(provesBelonging('lieger.nl', board, sites)).toBe(false)
})

test('a domain that schools of several boards share proves nothing', () => {
  expect(provesBelonging('leverancier.nl', board, [site('vlieger', 'vlieger.leverancier.nl'), site('other', 'other.leverancier.nl', 'elsewhere', 'elsewhere')])).toBe(false)
})
