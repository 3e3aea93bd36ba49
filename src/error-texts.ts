import type { Lang, Texts } from '#platform/i18n'

export type Kind =
  | 'not-found'
  | 'forbidden'
  | 'too-many-requests'
  | 'too-busy'
  | 'too-large'
  | 'unsupported-media-type'
  | 'bad-request'
  | 'unauthorized'
  | 'internal'
  | 'unavailable'

type ErrorTexts = Record<Kind, { title: string; what: (seconds: number) => string }> & {
  words: { home: string; typed: string; again: string; typedWhy: string; id: string }
}

const nl: ErrorTexts = {
  'not-found': {
    title: 'Deze pagina bestaat niet',
    what: () => 'De pagina bestaat niet, of uw link opent haar niet. Heeft u een link van een meting? Open die dan eerst, daarna werkt deze pagina ook.',
  },
  forbidden: {
    title: 'Dit formulier komt van een andere site',
    what: () => 'Om veiligheid nemen wij alleen formulieren van Koers zelf aan. Open de pagina opnieuw en vul het formulier daar in.',
  },
  'too-many-requests': {
    title: 'Even wachten',
    what: (seconds) => `Er kwam heel veel tegelijk binnen. Wacht ${seconds === 1 ? '1 seconde' : `${seconds} seconden`} en probeer het opnieuw. Uw tekst staat hieronder.`,
  },
  'too-busy': {
    title: 'Het is even heel druk',
    what: (seconds) => `Er zijn nu zo veel mensen tegelijk bezig dat Koers dit niet kon aannemen. Wacht ${seconds} seconden en probeer het opnieuw. Wat u typte, staat hieronder.`,
  },
  'too-large': { title: 'Dit is te groot', what: () => 'Wat u stuurde, is groter dan wij kunnen aannemen. Ga terug en maak de tekst of het bestand kleiner.' },
  'unsupported-media-type': { title: 'Dit formaat kennen wij niet', what: () => 'Gebruik het formulier op de pagina zelf.' },
  'bad-request': { title: 'Dit begrijpen wij niet', what: () => 'Wat u stuurde, past niet bij deze pagina. Open de pagina opnieuw en probeer het nog eens.' },
  unauthorized: { title: 'Hiervoor is uw link nodig', what: () => 'Open eerst de link van uw meting.' },
  internal: { title: 'Er ging iets mis bij ons', what: () => 'Dit ligt niet aan u. Probeer het zo nog eens. Wat u typte, staat hieronder.' },
  unavailable: { title: 'Koers is even niet bereikbaar', what: () => 'Wij kunnen nu niets bewaren. Probeer het over een minuut nog eens. Wat u typte, staat hieronder.' },
  words: {
    home: 'Naar de startpagina',
    typed: 'Wat u typte',
    again: 'Opnieuw versturen',
    typedWhy: 'Met deze knop stuurt u precies hetzelfde nog een keer.',
    id: 'Nummer van deze melding',
  },
}

const en: ErrorTexts = {
  'not-found': {
    title: 'This page does not exist',
    what: () => 'The page does not exist, or your link does not open it. Do you have the link of a measurement? Open it first, then this page works too.',
  },
  forbidden: { title: 'This form comes from another site', what: () => 'To keep you safe we accept forms of Koers only. Open the page again and fill in the form there.' },
  'too-many-requests': {
    title: 'One moment',
    what: (seconds) => `Very much came in at once. Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`} and try again. Your text is below.`,
  },
  'too-busy': {
    title: 'Very busy for a moment',
    what: (seconds) => `So many people are at work at once that Koers could not take this. Wait ${seconds} seconds and try again. What you typed is below.`,
  },
  'too-large': { title: 'This is too large', what: () => 'What you sent is larger than we can take. Go back and make the text or the file smaller.' },
  'unsupported-media-type': { title: 'We do not know this format', what: () => 'Please use the form on the page itself.' },
  'bad-request': { title: 'We do not understand this', what: () => 'What you sent does not fit this page. Open the page again and try once more.' },
  unauthorized: { title: 'This needs your link', what: () => 'Open the link of your measurement first.' },
  internal: { title: 'Something went wrong on our side', what: () => 'This is not your fault. Please try again in a moment. What you typed is below.' },
  unavailable: { title: 'Koers cannot be reached for a moment', what: () => 'We cannot store anything now. Please try again in a minute. What you typed is below.' },
  words: { home: 'To the start page', typed: 'What you typed', again: 'Send again', typedWhy: 'This button sends exactly the same once more.', id: 'Number of this message' },
}

const texts: Texts<ErrorTexts> = { nl, en }
export const errorTexts = (lang: Lang) => texts[lang]
