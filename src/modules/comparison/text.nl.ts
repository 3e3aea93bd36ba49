import type { Sector } from '#modules/organisations'
import type { Size } from './cohort.ts'

const sectors: Record<Sector, string> = { po: 'primair onderwijs', vo: 'voortgezet onderwijs', so: 'speciaal onderwijs', mbo: 'middelbaar beroepsonderwijs' }
const from: Record<Size, number> = { 1: 1, 2: 2, 3: 10 }
const to: Record<Size, number | null> = { 1: 1, 2: 9, 3: null }

function schools(first: Size, last: Size): string {
  const end = to[last]
  if (first === 1 && end === null) return 'van elke grootte'
  if (end === null) return `met ${from[first]} of meer scholen`
  return end === 1 ? 'met één school' : `met ${from[first]} tot en met ${end} scholen`
}

export const nl = {
  title: 'Vergelijken met de sector',
  lead: 'Hoe staan besturen zoals het uwe ervoor? U ziet per onderwerp hoe zij over de vier groeiniveaus zijn verdeeld. Een ranglijst is er niet.',
  group: (sector: Sector, first: Size, last: Size) => `besturen in het ${sectors[sector]} ${schools(first, last)}`,
  notBoard: 'Vergelijken gaat per bestuur. Een school vergelijkt niet zelf; vraag uw bestuur of het meedoet.',
  toBoard: 'Naar het bestuur',
  notInRegister: 'Alleen een bestuur dat in het register van DUO staat, kan meedoen. Zo weten we zeker dat elk bestuur één keer meetelt.',
  sectorUnknown: 'Van dit bestuur kennen we de sector of de scholen niet. Zonder die gegevens weten we niet met wie we u vergelijken.',
  how: {
    title: 'Wat u deelt, en wat niet',
    group: (group: string) => `Wij vergelijken u met ${group}. Dat blijft zo zolang u meedoet, ook als uw aantal scholen verandert.`,
    what: 'U deelt het niveau dat uw bestuur bij elke voorwaarde koos. Dat komt uit de laatste afgeronde ronde van het hele bestuur in het schooljaar. Meer niet: geen toelichting, bewijs, wensen of namen, en geen antwoorden van uw scholen.',
    seen: 'Anderen zien alleen de verdeling over een groep besturen. Dat u meedoet, ziet niemand.',
    when: (day: string) => `U telt mee vanaf de eerstvolgende publicatie: ${day}. Daarna komt er elk jaar één bij. Wat gepubliceerd is, verandert niet meer.`,
    stop: 'U kunt altijd stoppen. U telt dan niet meer mee in volgende publicaties en ziet de verdeling niet meer. In een eerdere publicatie blijft u meegeteld; daaruit is uw antwoord niet af te leiden.',
    mutual: 'Wie niet deelt, ziet ook niets van anderen. Zo blijft het eerlijk.',
  },
  threshold: {
    title: 'Hoe we voorkomen dat iemand te herkennen is',
    ten: 'Een verdeling staat er alleen als er ten minste tien besturen in zijn geteld. Ook wie publicaties van elkaar aftrekt, of groepen, rondes of versies, houdt altijd ten minste tien besturen over.',
    alike: 'Ten minste drie van hen staan op een ander niveau dan de meeste. Kiezen besturen vrijwel allemaal hetzelfde, dan laten we het niet zien.',
    rest: 'Daarom telt niet elk bestuur elk jaar bij elke voorwaarde mee.',
    round: 'Aandelen zijn afgerond op vijf procent.',
  },
  joinButton: 'Ja, ons bestuur doet mee',
  onlyOwner: 'Een beheerder van uw bestuur beslist of u meedoet.',
  joined: 'Uw bestuur doet mee',
  since: (day: string) => `Sinds ${day}.`,
  stopSummary: 'Stoppen met meedoen',
  stopButton: 'Stoppen met meedoen',
  stopOnlyOwner: 'Een beheerder van uw bestuur kan stoppen met meedoen.',
  waiting: {
    title: 'Er is nog niets te vergelijken',
    text: (day: string) => `Uw bestuur doet mee. De volgende publicatie is op ${day}. Rond vóór die dag een ronde van het hele bestuur af, dan telt u mee.`,
  },
  about: (group: string, boards: number, period: string) =>
    boards === 0 ? `Minder dan vijf ${group}, schooljaar ${period}.` : `Ten minste ${boards} ${group}, schooljaar ${period}.`,
  nextTime: (day: string) => `De volgende publicatie is op ${day}.`,
  version: (version: string) => `versie ${version} van de vragen`,
  responsibilities: 'Per verantwoordelijkheid',
  responsibilitiesFinding: 'Zo zijn besturen verdeeld, gemiddeld over de voorwaarden',
  conditionsFinding: (title: string) => `${title}: zo zijn besturen verdeeld per voorwaarde`,
  over: (shown: number, all: number) => (shown === all ? `over ${all} voorwaarden` : `over ${shown} van ${all} voorwaarden`),
  marker: 'u',
  tooFew: 'te weinig besturen om te tonen',
  ownLevel: (level: number, name: string) => `${level} ${name}`,
  columns: { what: 'Voorwaarde', responsibility: 'Verantwoordelijkheid', own: 'Uw bestuur nu' },
  sheet: {
    about: 'Uitleg',
    conditions: 'Voorwaarden',
    responsibilities: 'Verantwoordelijkheden',
    group: 'Groep',
    period: 'Schooljaar',
    boards: 'Aantal besturen, ten minste',
    content: 'Versie van de vragen',
    shown: 'Voorwaarden getoond',
  },
  ownIs: 'Waar uw bestuur nu staat, komt uit uw laatste afgeronde ronde van het hele bestuur. Alleen u ziet dat hier.',
}

export type Text = typeof nl
