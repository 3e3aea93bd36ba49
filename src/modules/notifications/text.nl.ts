import { dayIn } from './day.ts'
import type { Kind, Params } from './kinds.ts'

/** The ways in that change, as people names them. */
const changes: Record<string, string> = {
  'second-step-added': 'een tweede stap is ingesteld',
  'second-step-removed': 'de tweede stap is verwijderd',
  'passkey-added': 'een passkey is toegevoegd',
  'passkey-removed': 'een passkey is verwijderd',
}

type Sentences = { [K in Kind]: (given: Params<K>) => string }

const sentence: Sentences = {
  'signed-in': ({ device }) => `Er is met uw account aangemeld op ${device || 'een onbekend apparaat'}.`,
  'sign-in-changed': ({ what }) => `De manier waarop u zich aanmeldt, is veranderd: ${changes[what] ?? what}.`,
  'email-changed': ({ address }) => `Het e-mailadres van uw account is veranderd in ${address}.`,
  'token-made': ({ label }) => `Er is een sleutel voor een programma gemaakt: ${label}.`,
  'access-given': ({ organisation, by }) => `${by} gaf u toegang tot ${organisation}.`,
  'access-changed': ({ organisation, by }) => `${by} veranderde wat u mag bij ${organisation}.`,
  'access-ended': ({ organisation }) => `U hebt geen toegang meer tot ${organisation}.`,
  'access-refused': ({ organisation }) => `Uw verzoek voor ${organisation} is afgewezen.`,
  'access-asked': ({ organisation, by }) => `${by} vraagt toegang tot ${organisation}.`,
  'school-moved': ({ school, from, to }) => `${school} ging van ${from} naar ${to}.`,
  'boards-merged': ({ from, to }) => `${from} is samengegaan met ${to}.`,
  'round-opened': ({ organisation, round }) => `${organisation} begon met ${round}.`,
  'round-invited': ({ organisation, round, day }) => `U bent gevraagd om mee te denken over ict bij ${organisation}: ${round}. Dat kan tot en met ${dayIn(day, 'nl')}.`,
  'round-reminder': ({ organisation, round, day }) => `U bent nog niet klaar met uw antwoorden voor ${organisation}: ${round}. Dat kan tot en met ${dayIn(day, 'nl')}.`,
  'round-closed': ({ organisation, round }) => `${round} van ${organisation} is gesloten. U kunt niet meer antwoorden.`,
  'conversation-began': ({ organisation, round }) => `Het gesprek over ${round} van ${organisation} is begonnen. U kunt meekijken.`,
  'questions-given': ({ organisation, by, count }) =>
    count === '1' ? `${by} vraagt u om 1 vraag te beantwoorden voor ${organisation}.` : `${by} vraagt u om ${count} vragen te beantwoorden voor ${organisation}.`,
  'round-remark': ({ condition, by }) => `${by} schreef iets bij vraag ${condition}.`,
  'round-to-adopt': ({ organisation, round }) => `${round} van ${organisation} ligt klaar om vast te stellen.`,
  'round-adopted': ({ organisation, round }) => `${round} van ${organisation} is vastgesteld.`,
  'action-given': ({ action, by }) => `${by} gaf u een actie: ${action}.`,
  'action-due': ({ action, day }) => `Een actie van u is klaar op ${dayIn(day, 'nl')}: ${action}.`,
  'action-late': ({ action, day }) => `Een actie van u had klaar moeten zijn op ${dayIn(day, 'nl')}: ${action}.`,
  'action-comment': ({ action, by }) => `${by} schreef iets bij uw actie: ${action}.`,
  'task-given': ({ task, by }) => `${by} gaf u een vaste taak: ${task}.`,
  'task-due': ({ task, day }) => `Een vaste taak van u is klaar op ${dayIn(day, 'nl')}: ${task}.`,
  'task-late': ({ task, day }) => `Een vaste taak van u had klaar moeten zijn op ${dayIn(day, 'nl')}: ${task}.`,
  'action-done': ({ action, by }) => `${by} rondde een actie af: ${action}.`,
  'evidence-expires': ({ evidence, day }) => `Bewijs is geldig tot en met ${dayIn(day, 'nl')}: ${evidence}.`,
  'evidence-expired': ({ evidence }) => `Bewijs is niet meer geldig: ${evidence}.`,
  'evidence-to-check': ({ evidence, by }) => `${by} vraagt u om bewijs te bekijken: ${evidence}.`,
  'network-invited': ({ network, organisation }) => `${organisation} is uitgenodigd voor het netwerk ${network}.`,
  'network-joined': ({ network, organisation }) => `${organisation} doet mee aan het netwerk ${network}.`,
  'network-shared': ({ network, organisation }) => `${organisation} deelde iets in het netwerk ${network}.`,
}

export const nl = {
  sentence,
  unknown: 'Er is iets veranderd.',
  group: {
    security: { name: 'Veiligheid van uw account', what: 'Altijd meteen per mail. Dit kunt u niet uitzetten.' },
    invitations: { name: 'Uitnodigingen en toegang', what: 'Iemand geeft u toegang, verandert die of vraagt erom.' },
    rounds: { name: 'Rondes en vragen', what: 'Een ronde begint, iemand vraagt u iets, of het bestuur stelt een ronde vast.' },
    plan: { name: 'Plan en acties', what: 'Een actie is van u, moet bijna klaar zijn of is afgerond.' },
    evidence: { name: 'Bewijs', what: 'Bewijs verloopt, of iemand vraagt u om ernaar te kijken.' },
    network: { name: 'Netwerken', what: 'Er gebeurt iets in een netwerk van besturen waar u bij hoort.' },
  },
  way: {
    app: 'Alleen in Koers',
    mail: 'Ook meteen per mail',
    digest: 'Ook in één mail met de rest',
    off: 'Niet',
  },
  inbox: {
    title: 'Meldingen',
    unread: (nr: number) => (nr === 0 ? 'Alles is gelezen.' : nr === 1 ? '1 melding is nieuw.' : nr >= 100 ? 'Meer dan 99 meldingen zijn nieuw.' : `${nr} meldingen zijn nieuw.`),
    empty: 'Er zijn nog geen meldingen. Hier leest u straks wie u iets vraagt en wat er verandert.',
    new: 'Nieuw',
    markRead: 'Gelezen',
    markReadContext: (sentence: string) => `: ${sentence}`,
    markAll: 'Alles als gelezen markeren',
    preferences: 'Kiezen waarover u mail krijgt',
    newer: 'Nieuwere meldingen',
    older: 'Oudere meldingen',
    kept: 'Gelezen meldingen blijven 90 dagen staan, ongelezen een jaar.',
  },
  preferences: {
    title: 'Waarover wilt u bericht?',
    lead: 'Kies per onderwerp of u er alleen in Koers van hoort, of ook per mail.',
    rhythm: 'Wanneer komt de mail met alles bij elkaar?',
    rhythms: { daily: 'Elke dag om 7 uur', weekly: 'Elke maandag om 7 uur' },
    rhythmHint: 'Is er niets nieuws, dan krijgt u geen mail.',
    lang: 'Taal van de mail',
    langs: { nl: 'Nederlands', en: 'English' },
    save: 'Opslaan',
    saved: 'Uw keuzes zijn opgeslagen.',
    problem: 'Kies een van de mogelijkheden.',
  },
  unsubscribe: {
    title: 'Geen mail meer',
    ask: (group: string) => `Wilt u geen mail meer over: ${group}?`,
    askDigest: 'Wilt u de mail met alles bij elkaar niet meer?',
    still: 'In Koers zelf ziet u de meldingen nog wel. U kunt het later weer aanzetten.',
    button: 'Stop deze mail',
    done: 'U krijgt deze mail niet meer.',
    preferences: 'Bekijk al uw keuzes',
  },
  letter: {
    greeting: (name: string) => (name === '' ? 'Dag,' : `Dag ${name},`),
    digestSubject: (nr: number) => (nr === 1 ? '1 nieuwe melding in Koers' : `${nr} nieuwe meldingen in Koers`),
    digestLead: 'Dit is nieuw in Koers:',
    rest: (nr: number, where: string) => `En nog ${nr === 1 ? '1 andere' : `${nr} andere`}: ${where}`,
    why: 'U krijgt deze mail omdat u een account hebt bij Koers.',
    notYou: 'Was u dit niet? Meld dan op uw accountpagina alle apparaten af, en neem contact op met de beheerder van Koers.',
    always: 'Mail over de veiligheid van uw account krijgt u altijd.',
    choose: 'Kiezen waarover u mail krijgt:',
    end: 'Deze mail niet meer:',
  },
}

export type Text = typeof nl
