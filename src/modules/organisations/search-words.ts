const longestWord = 60 // characters; the longest word of the register has 26, and a tsvector takes 2,046 bytes
const mostWords = 10 // of a question; the longest name has 15, and ten of them find it

/** Words as people mean them: no capitals, accents or signs, and `st` is `sint`. Used for what is stored and for what is asked. */
export function normalise(text: string): string {
  return wordsIn(text).join(' ')
}

function wordsIn(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word === 'st' ? 'sint' : word))
}

const plain = (text: string) => text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** What people call a place besides its official name. */
const otherNames: Readonly<Record<string, string>> = { 's gravenhage': 'den haag', 's hertogenbosch': 'den bosch' }

/**
 * Every word an organisation is found by. What a sign holds together is kept both ways:
 * "O.B.S. d’Oultremont" is found by obs, by doultremont and by oultremont.
 */
export function searchWords(organisation: { name: string; place: string | null; code: string }): string[] {
  const place = organisation.place ?? ''
  const text = `${organisation.name} ${place} ${organisation.code} ${otherNames[normalise(place)] ?? ''}`
  const joined = plain(text)
    .split(/\s+/)
    .map((piece) => piece.replace(/[^\p{L}\p{N}]+/gu, ''))
  return [...new Set([...wordsIn(text), ...joined])].filter((word) => word !== '').map(shortened)
}

/** A word is cut between code points, the same way on both sides. */
const shortened = (word: string) => (word.length <= longestWord ? word : [...word].slice(0, longestWord).join(''))

const longestQuestion = 200
const shortestQuestion = 2

/**
 * A typed question as a tsquery in which every word is a prefix, and as the code it may be.
 * undefined: too short or too long to search with. Words hold only letters and digits, so nothing needs escaping.
 */
export function question(typed: string): { words: string; code: string } | undefined {
  if (typed.length > longestQuestion) return undefined
  const words = [...new Set(wordsIn(typed))].slice(0, mostWords).map(shortened)
  const code = words.join('').toUpperCase()
  if (code.length < shortestQuestion) return undefined
  return { words: words.map((word) => (word === 'sint' ? `('sint':* | 'st':*)` : `'${word}':*`)).join(' & '), code }
}
