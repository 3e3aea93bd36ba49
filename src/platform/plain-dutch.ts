/**
 * Dutch at level B1, as far as a machine can see it: sentences that are read at once, said by who does it, in words that most
 * people know; letters that stand for words are explained where they first come up. Reading aloud finds the rest.
 */
export type Text = { where: string; text: string }
export type Finding = Text & { what: string }

/** Words. The advice for B1 is 15 on average; a sentence that one must begin again has more than this. */
const LONGEST_SENTENCE = 20

/** Heavy words, each with a lighter one. */
const lighter: Record<string, string> = {
  aangaande: 'over',
  aanvang: 'begin',
  aangezien: 'omdat',
  'ad hoc': 'als het nodig is',
  adequaat: 'goed genoeg',
  alsmede: 'en',
  alvorens: 'voordat',
  calamiteit: 'ramp, noodgeval',
  communiceren: 'vertellen',
  'compliance|compliant': 'volgens de regels',
  conform: 'volgens',
  continueren: 'doorgaan met',
  cruciaal: 'heel belangrijk',
  'derhalve|dientengevolge': 'daarom',
  desbetreffende: 'deze',
  'dient te|dienen te': 'moet, moeten',
  dusdanig: 'zo',
  effectueren: 'uitvoeren',
  'essentieel|essentiële': 'heel belangrijk',
  evalueren: 'bespreken wat goed ging en wat niet',
  expliciet: 'duidelijk',
  faciliteren: 'mogelijk maken',
  frequent: 'vaak',
  geschieden: 'gebeuren',
  governance: 'wie beslist en toezicht houdt',
  gremia: 'groepen',
  hetgeen: 'wat',
  'implementeren|implementatie': 'invoeren',
  'in het kader van': 'voor',
  incidenteel: 'soms',
  indien: 'als',
  'initiëren|initieert': 'beginnen',
  inzake: 'over',
  'met betrekking tot|ten aanzien van|omtrent': 'over',
  middels: 'met',
  mitigeren: 'kleiner maken',
  momenteel: 'nu',
  'naar aanleiding van': 'na, door',
  onderhavig: 'dit',
  onverwijld: 'meteen',
  'op basis van': 'met, door',
  optimaliseren: 'beter maken',
  optioneel: 'niet verplicht',
  participeren: 'meedoen',
  periodiek: 'elk jaar, elke maand',
  prioriteren: 'kiezen wat eerst komt',
  proactief: 'uit uzelf',
  'realiseren|realiseert': 'maken, doen',
  reeds: 'al',
  significant: 'groot, belangrijk',
  stakeholder: 'wie erbij hoort',
  substantieel: 'groot',
  'ten behoeve van': 'voor',
  teneinde: 'om',
  tevens: 'ook',
  uiteraard: 'natuurlijk',
  'verifiëren|verifieert': 'nakijken',
  'verstrekken|verstrekt': 'geven',
  voornoemd: 'deze',
  waarborgen: 'zorgen dat',
}
const heavy = new RegExp(`\\b(?:${Object.keys(lighter).join('|')})(?:e|en|s)?(?![\\p{L}])`, 'giu')
const lighterThan = (word: string) => Object.entries(lighter).find(([names]) => new RegExp(`^(?:${names})`, 'i').test(word))?.[1] ?? ''

/** "Worden" with a participle: nobody is seen to do it. "Zichtbaar worden" is not: that says what becomes of something. */
const helper = /\b(?:word|wordt|worden|werd|werden)\b/i
const participle = /\b(?:(?:[a-z]{2,6})?ge(?!e|w[eo]n|neen|heel|vaar|lijk|bruik)[a-zë]{2,}(?:d|t|en)|(?:be|ver|ont|her|over|onder)[a-z]{3,}(?:d|t|en))\b/i
const noParticiple =
  /\b(?:verder|beter|over|onder|bestuur\w*|besluit|bewijs\w*|overzicht|beleid|bedrag\w*|verschil\w*|verwerk(?:en|er\w*)|gegevens|gebruikers?|gesprek\w*|geen|geld|gebouw\w*|gemeenten?|gezag|beroep|bericht\w*|beginnen|verantwoordelijk\w*|ondersteuning|overeenkomst\w*|onderdelen?|onderwijs|hergebruik|overdracht|verlof|beeld\w*|bestand\w*|gevallen|gedrag)\b/gi

/** Letters that everyone knows as they are, or that are the name of a service, a rule or a kind of file. */
const known = ['A4', 'AI', 'AVG', 'DUO', 'EU', 'ICT', 'KB', 'MB', 'QR', 'VR', 'WCAG', 'AA', 'B1', 'EUPL', 'CSV', 'JSON', 'ODF', 'ODS', 'PDF', 'SVG', 'UA']

/** What one person reads in one go, from top to bottom; `names` are capitals that are somebody's name. */
export const plainDutch = (texts: readonly Text[], names: readonly string[] = []): Finding[] => [...texts.flatMap(ofSentences), ...unexplained(texts, [...known, ...names])]

/** Also a colon and a semicolon give a reader air. */
export const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!:;]["”’)]*)\s+|\n+/).filter(Boolean)

function ofSentences({ where, text }: Text): Finding[] {
  return sentencesOf(text).flatMap((sentence) => {
    const words = sentence.split(/\s+/).length
    return [
      ...(words > LONGEST_SENTENCE ? [`${words} words in a sentence, at most ${LONGEST_SENTENCE}`] : []),
      ...(helper.test(sentence) && participle.test(sentence.replaceAll(noParticiple, '')) ? ['passive: say who does it'] : []),
      ...[...sentence.matchAll(heavy)].map(([word]) => `"${word}" is a heavy word: ${lighterThan(word)}`),
    ].map((what) => ({ where, text: sentence, what }))
  })
}

/** Capitals that stand for words are explained at the first place, before or behind: "(het CERT)", "DPIA (…)", "een BRIN is", "FORA, de …". */
function unexplained(texts: readonly Text[], names: readonly string[]): Finding[] {
  const met = new Set(names)
  return texts.flatMap(({ where, text }) =>
    [...text.matchAll(/(?<![\p{L}\d.@/_-])[A-Z][A-Z\d]{1,5}(?![\p{L}\d_]|\.\w)/gu)].flatMap(([letters], at, all) => {
      const isFirst = !met.has(letters)
      met.add(letters)
      const from = all[at]?.index ?? 0
      const isExplained = /\((?:het |de |een )?$/.test(text.slice(0, from)) || /^(?:-\p{L}+|'s)? (?:\(|is )|^, (?:de|het|een) /u.test(text.slice(from + letters.length))
      return isFirst && !isExplained ? [{ where, text, what: `${letters} is not explained` }] : []
    }),
  )
}
