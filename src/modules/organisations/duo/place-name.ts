/** Written otherwise than the rules below would: the registers in capitals also lose accents and signs. */
const exceptions: Readonly<Record<string, string>> = {
  'S GRAVENHAGE': `'s-Gravenhage`,
  'S HERTOGENBOSCH': `'s-Hertogenbosch`,
  'SUDWEST-FRYSLAN': 'Súdwest-Fryslân',
  'NOARDEAST-FRYSLAN': 'Noardeast-Fryslân',
  'NUENEN CA': 'Nuenen c.a.',
}
const small = new Set(['aan', 'bij', 'de', 'den', 'der', 'en', 'in', 'op', 'van', 'gem', 'ca', `'t`])
const provinces = new Set(['nh', 'zh', 'nb', 'lb', 'gld', 'ov', 'ut', 'gn', 'fr', 'dr', 'zld', 'fl'])

/** "CAPELLE AAN DEN IJSSEL" → "Capelle aan den IJssel". A name with small letters is left as it is. */
export function placeName(text: string): string {
  if (text !== text.toUpperCase()) return text
  return (
    exceptions[text] ??
    text.toLowerCase().replace(/[\p{L}\p{M}\d']+/gu, (word, at: number, whole: string) => {
      if (at > 0 && small.has(word)) return word
      if (at > 0 && provinces.has(word) && at + word.length === whole.length) return word.toUpperCase()
      if (/^('[st]$|\d)/.test(word)) return word
      return word.startsWith('ij') ? `IJ${word.slice(2)}` : word.replace(/\p{L}/u, (letter) => letter.toUpperCase())
    })
  )
}
