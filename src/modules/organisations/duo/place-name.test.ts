import { expect, test } from 'vitest'
import { placeName } from './place-name.ts'

test.each([
  ['CAPELLE AAN DEN IJSSEL', 'Capelle aan den IJssel'],
  ['IJMUIDEN', 'IJmuiden'],
  [`'S-GRAVENHAGE`, `'s-Gravenhage`],
  ['S HERTOGENBOSCH', `'s-Hertogenbosch`],
  [`'T HARDE`, `'t Harde`],
  [`STAD AAN 'T HARINGVLIET`, `Stad aan 't Haringvliet`],
  ['WEHE-DEN HOORN', 'Wehe-den Hoorn'],
  ['HENGELO OV', 'Hengelo OV'],
  ['VOORST GEM VOORST', 'Voorst gem Voorst'],
  ['2E EXLOËRMOND', '2e Exloërmond'],
  ['DEN HAAG', 'Den Haag'],
  ['de Lutte', 'de Lutte'],
  ['', ''],
])('%s is written %s', (given, expected) => expect(placeName(given)).toBe(expected))
