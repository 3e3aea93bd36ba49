import { expect, test } from 'vitest'
import { piecesOf } from './letter-text.ts'

const links = (text: string) => piecesOf(text, 'http://localhost:3000/').flatMap(({ href }) => href ?? [])

test('an own address becomes a link, without the full stop behind it', () => {
  expect(piecesOf('Ga naar http://localhost:3000/aanmelden/abc-_1?x=1.\nTot ziens', 'http://localhost:3000')).toEqual([
    { text: 'Ga naar ' },
    { text: 'http://localhost:3000/aanmelden/abc-_1?x=1', href: '/aanmelden/abc-_1?x=1' },
    { text: '.\nTot ziens' },
  ])
})

test.each([
  'http://elders.example/aanmelden',
  'http://localhost:3000@elders.example/x',
  'http://localhost:3000.elders.example/x',
  'https://localhost:3000/x',
  'javascript:alert(1)',
  '//elders.example',
])('%s stays text', (address) => expect(links(`zie ${address} hier`)).toEqual([]))

test('the way of an own address stays below it', () => {
  expect(links('http://localhost:3000//elders.example/x')).toEqual([])
})
