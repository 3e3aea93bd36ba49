import { expect, test } from 'vitest'
import { plainDutch, sentencesOf } from './plain-dutch.ts'

const found = (...texts: string[]) => plainDutch(texts.map((text) => ({ where: '', text }))).map(({ what }) => what)

test('a sentence of more than twenty words is found; a colon gives air', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'woord').join(' ')
  expect(found(`${words(20)}.`)).toEqual([])
  expect(found(`${words(21)}.`)).toEqual(['21 words in a sentence, at most 20'])
  expect(found(`${words(12)}: ${words(12)}.`)).toEqual([])
  expect(sentencesOf('Eén. “Twee?” Drie')).toEqual(['Eén.', '“Twee?”', 'Drie'])
})

test.each([
  'Het plan wordt elk jaar bijgesteld.',
  'Elk antwoord wordt meteen bewaard.',
  'Er wordt niets verstuurd.',
  'De apparaten werden na vijf jaar vervangen.',
  'Rechten worden op vaste momenten nagelopen.',
])('nobody is seen to do it: %s', (text) => expect(found(text)).toEqual(['passive: say who does it']))

test.each([
  'Wie mee wil doen, wordt lid van het bestuur.',
  'Het wordt dan te krap.',
  'Ouders worden ouder, en de gegevens ook.',
  'U stelt het plan elk jaar bij.',
  'Zo wordt het beleid beter.',
])('this is no passive: %s', (text) => expect(found(text)).toEqual([]))

test('a heavy word comes with a lighter one, also in another form', () => {
  expect(found('Indien dit nodig is.')).toEqual(['"Indien" is a heavy word: als'])
  expect(found('Vraag het aan de stakeholders.')).toEqual(['"stakeholders" is a heavy word: wie erbij hoort'])
  expect(found('Een conformist mag ook mee.')).toEqual([])
})

test('letters that stand for words are explained where they first come up, before or behind them', () => {
  expect(found('Doe een DPIA.', 'Een DPIA (onderzoek) is nodig.')).toEqual(['DPIA is not explained'])
  expect(found('Doe een onderzoek (een DPIA).', 'Een DPIA helpt.')).toEqual([])
  expect(found('Een BRIN is het nummer van een school.', 'Uw pdf, de AVG en ict kent iedereen.')).toEqual([])
})
