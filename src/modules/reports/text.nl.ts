import type { ChoiceRule, ChoiceSubject } from './choice.ts'
import type { MeasureName, Reason } from './measure.ts'
import type { QuestionSubject } from './question.ts'
import { oversightNl } from './oversight-text.nl.ts'

const small = ['geen', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf']
const inWords = (count: number) => small[count] ?? String(count)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`
const quoted = (thing: { title: string } | null | undefined) => `‘${thing?.title ?? ''}’`

type ChoiceWords = { sentence: (subject: ChoiceSubject) => string; why: (subject: ChoiceSubject) => string }

export const nl = {
  untitled: 'Meting zonder naam',
  scope: { board: 'het hele bestuur', school: 'één school' },
  sector: { po: 'primair onderwijs', vo: 'voortgezet onderwijs', so: 'speciaal onderwijs', mbo: 'middelbaar beroepsonderwijs' },
  answerer: { teacher: 'leraar', other: 'andere functie' },
  noRole: 'functie niet ingevuld',
  answer: { level: 'niveau', unknown: 'weet ik niet', 'not-applicable': 'niet van toepassing', open: 'nog open' },
  answerShort: { unknown: 'weet ik niet', 'not-applicable': 'n.v.t.', open: 'open' },
  level: (level: number, name: string) => `${level} ${name}`,
  noLevel: 'onbekend niveau',
  arranged: { board: 'bestuur', school: 'school', supplier: 'leverancier' },
  direction: { forward: 'vooruit', back: 'terug', same: 'gelijk', 'now-known': 'nu bekend', 'now-unknown': 'nu onbekend', new: 'nieuw ingevuld', gone: 'niet meer ingevuld' },
  gainedEvidence: 'nu met bewijs',
  lostEvidence: 'niet meer met bewijs',
  checked: { read: 'gelezen', 'address-known': 'adres nagegaan, tekst niet gelezen', named: 'nog na te gaan' },
  title: 'Rapport',
  boardTitle: 'Bestuursversie',
  oversightTitle: 'Voor de raad van toezicht',
  growthTitle: 'Groei',
  formTitle: 'Formulier voor een gesprek',
  round: (number: number) => `Ronde ${number}`,
  status: { finished: (date: string) => `Afgerond op ${date}`, provisional: 'Voorlopig, nog niet afgerond' },
  provisionalWhy: 'De antwoorden kunnen nog veranderen. Rond de meting af voor een momentopname die blijft zoals zij is.',
  about: { name: 'Naam', scope: 'Gaat over', sector: 'Sector', role: 'Ingevuld door', round: 'Ronde', started: 'Begonnen op', status: 'Stand', content: 'Vragenlijst', version: (version: string) => `versie ${version}`, reported: 'Rapport van' },
  chapters: {
    contents: 'In dit rapport',
    map: 'De kaart',
    questions: 'De vier vragen',
    now: 'Waar staan we?',
    growth: 'Hoe kunnen we groeien?',
    wishes: 'Waar willen we aan werken?',
    since: 'Groei sinds de vorige keer',
    trust: 'Hoe betrouwbaar is dit beeld?',
    norms: 'Raakvlak met het Normenkader IBP',
    sources: 'Bronnen, wetten en goede voorbeelden',
    downloads: 'Bewaren en delen',
    levels: 'De vier niveaus',
  },
  levelNote: 'Een niveau is geen cijfer. Het zegt waar u staat en welke stap daarop volgt.',
  counts: {
    filledIn: (done: number, total: number) => `${done} van ${total} ingevuld`,
    carried: (count: number) => `${count} overgenomen uit de vorige ronde`,
    open: (count: number) => `${count} nog open`,
    unknown: (count: number) => `${count} keer weet ik niet`,
    notApplicable: (count: number) => `${count} keer niet van toepassing`,
    underpinned: (count: number, of: number) => `${count} van ${of} niveaus onderbouwd`,
    wishes: (count: number) => many(count, 'wens', 'wensen'),
    needs: (done: number, total: number) => `${done} van ${total} werkpunten klaar`,
    mean: 'gemiddeld niveau',
    previousMean: 'vorige ronde',
    desiredMean: 'gewenst',
    over: (count: number) => `over ${many(count, 'voorwaarde', 'voorwaarden')}`,
    noMean: 'nog geen niveau',
  },
  line: {
    condition: 'Voorwaarde', answer: 'Antwoord', reason: 'Reden', note: 'Toelichting', evidence: 'Bewijs', evidenceLink: 'Link naar het bewijs', arranged: 'Geregeld door', answered: 'Beantwoord', carried: 'overgenomen uit de vorige ronde', underpinned: 'onderbouwd', claimed: 'zonder bewijs',
    needs: 'Wat is hiervoor nodig?', done: 'is er', missing: 'nog nodig', next: (name: string) => `Volgende stap: ${name}`, who: 'Voert uit', involved: 'Betrokken', previous: 'Vorige ronde', change: 'Verandering', wish: 'Hier willen we aan werken',
    age: (days: number) => (days === 0 ? 'vandaag' : days === 1 ? '1 dag oud' : `${days} dagen oud`), unknownStep: 'Eerst uitzoeken. Vraag het aan wie dit uitvoert.', openStep: 'Nog niet beantwoord.', allNeeds: 'Alles wat nodig is, is er.', empty: 'niet ingevuld',
  },
  wish: { desired: 'Gewenst niveau', now: 'Nu', owner: 'Wie trekt dit', term: 'Wanneer klaar', noOwner: 'nog niet afgesproken', noTerm: 'nog niet afgesproken', passed: 'termijn voorbij', reached: 'bereikt', none: 'Er is nog niets gekozen om aan te werken. Dat kan bij elke voorwaarde, met ‘Hier willen we aan werken’.' },
  attention: { title: 'Eerst uitzoeken', lead: 'Hier was het antwoord ‘weet ik niet’. Wat u niet weet, kunt u niet sturen.', none: 'Er is geen enkele keer ‘weet ik niet’ geantwoord.' },
  inconsistencies: { title: 'Wat nog niet bij elkaar past', lead: 'Koers verandert nooit een antwoord. Kijk zelf of dit klopt.', none: 'Er is niets gevonden dat niet bij elkaar past.' },
  growth: {
    first: 'Dit is de eerste ronde. Groei ziet u vanaf de tweede ronde. Meet bijvoorbeeld over een jaar opnieuw.',
    finding: (forward: number, back: number) =>
      forward === 0 && back === 0
        ? 'Geen voorwaarde veranderde van niveau'
        : `${capital(forward === 0 ? 'geen' : inWords(forward))} ${forward === 1 ? 'voorwaarde ging' : 'voorwaarden gingen'} vooruit, ${inWords(back)} terug`,
    steps: (steps: number) => (Math.abs(steps) === 1 ? '1 niveau' : `${Math.abs(steps)} niveaus`),
    why: 'Toelichting', changed: 'Wat veranderde', side: 'De rondes naast elkaar', noNote: 'geen toelichting', rest: (count: number) => (count === 1 ? '1 voorwaarde bleef gelijk.' : `${count} voorwaarden bleven gelijk.`), visible: '‘Weet ik niet’ en ‘niet van toepassing’ tellen in geen gemiddelde mee. Ze blijven hier zichtbaar.',
    notes: 'Toelichtingen per ronde',
  },
  quality: {
    answered: 'Ingevuld in deze ronde', carried: 'Overgenomen, nog niet opnieuw bekeken', by: 'Ingevuld door', oldest: 'Oudste antwoord', newest: 'Nieuwste antwoord', old: 'Ouder dan een jaar', evidence: 'Niveaus met bewijs', of: (part: number, total: number) => `${part} van ${total}`, answers: (count: number) => many(count, 'antwoord', 'antwoorden'),
    self: 'Dit is een zelfbeoordeling: niemand van buiten heeft meegekeken. Antwoorden met bewijs zijn na te gaan, de andere zijn beweerd.',
  },
  norms: { lead: 'Deze voorwaarden raken aan het Normenkader IBP. Dit is een hulpmiddel: het vervangt de zelfbeoordeling met het normenkader niet.', ref: 'Norm', title: 'Titel', conditions: 'Voorwaarden', unknownTitle: 'titel niet bekend', domain: (number: string) => `domein ${number}`, privacyDomain: (number: string) => `privacydomein ${number}` },
  sources: { sources: 'Bronnen', laws: 'Wetten', practices: 'Goede voorbeelden van scholen', state: 'Laatst nagegaan', noAddress: 'adres niet bekend', commercial: 'commerciële bron', at: 'bij', source: 'Bron' },
  files: {
    pdf: 'Volledig rapport (pdf)', ods: 'Spreadsheet (ODS)', csv: 'Tabel (CSV)', json: 'Gegevens (JSON)', board: 'Bestuursversie op één A4 (pdf)', oversight: 'Versie voor de raad van toezicht op één A4 (pdf)', form: 'Formulier op papier (pdf)', map: 'De kaart (SVG)', ladder: 'De ladder (SVG)', growth: 'De groei (SVG)',
    boardPage: 'Bestuursversie', oversightPage: 'Versie voor de raad van toezicht', growthPage: 'De rondes naast elkaar', full: 'Volledig rapport',
  },
  figure: {
    title: 'Hoe komt dit getal tot stand?', rule: 'De regel', value: 'Het getal', counted: 'Deze antwoorden tellen mee', leftOut: 'Deze antwoorden tellen niet mee', nothing: 'Geen', worth: 'Telt voor', because: 'Want', over: (count: number) => `gerekend over ${many(count, 'voorwaarde', 'voorwaarden')}`, none: 'Er is geen getal: geen enkele voorwaarde telt mee.', back: 'Terug naar het rapport', all: 'Alle voorwaarden', whole: 'alle verantwoordelijkheden', inRound: (number: number) => `ronde ${number}`,
  },
  measures: {
    voorwaarden: { name: 'Voorwaarden', rule: 'Elke voorwaarde van de vragenlijst telt één keer.' },
    ingevuld: { name: 'Ingevuld', rule: 'Een voorwaarde telt als er in deze ronde een antwoord is gekozen: een niveau, weet ik niet of niet van toepassing. Alleen een toelichting is nog geen antwoord. Een overgenomen antwoord dat nog niet opnieuw is bekeken, telt niet.' },
    overgenomen: { name: 'Overgenomen', rule: 'Een voorwaarde telt als het antwoord uit de vorige ronde komt en in deze ronde nog niet is bekeken.' },
    open: { name: 'Nog open', rule: 'Een voorwaarde telt als er nog geen antwoord is gekozen en er ook niets is overgenomen.' },
    'met-niveau': { name: 'Met een niveau', rule: 'Een voorwaarde telt als er een niveau van 1 tot en met 4 is gekozen. Ook een overgenomen niveau telt.' },
    'niveau-1': { name: 'Op niveau 1', rule: 'Een voorwaarde telt als niveau 1 is gekozen.' },
    'niveau-2': { name: 'Op niveau 2', rule: 'Een voorwaarde telt als niveau 2 is gekozen.' },
    'niveau-3': { name: 'Op niveau 3', rule: 'Een voorwaarde telt als niveau 3 is gekozen.' },
    'niveau-4': { name: 'Op niveau 4', rule: 'Een voorwaarde telt als niveau 4 is gekozen.' },
    'weet-ik-niet': { name: 'Weet ik niet', rule: 'Een voorwaarde telt als het antwoord ‘weet ik niet’ is, ook als dat uit de vorige ronde is overgenomen.' },
    'niet-van-toepassing': { name: 'Niet van toepassing', rule: 'Een voorwaarde telt als het antwoord ‘niet van toepassing’ is, ook als dat uit de vorige ronde is overgenomen.' },
    onderbouwd: { name: 'Onderbouwd', rule: 'Een voorwaarde telt als er een niveau is gekozen en er een bewijs bij staat: een omschrijving of een link.' },
    gemiddelde: { name: 'Gemiddeld niveau', rule: 'De niveaus opgeteld, gedeeld door het aantal voorwaarden met een niveau. Weet ik niet, niet van toepassing en open tellen niet mee, ook niet in het aantal. Elk niveau weegt even zwaar.' },
    gewenst: { name: 'Gewenst gemiddelde', rule: 'Het gemiddelde over dezelfde voorwaarden als het gemiddelde van nu. Waar een wens staat, telt het gewenste niveau; bij de andere het niveau van nu.' },
    werkpunten: { name: 'Werkpunten', rule: 'Alles wat volgens de vragenlijst nodig is, bij elkaar opgeteld.' },
    'werkpunten-klaar': { name: 'Werkpunten die klaar zijn', rule: 'Alles wat is aangevinkt bij ‘wat is hiervoor nodig’, bij elkaar opgeteld. De vinkjes veranderen nooit een niveau.' },
    'volgende-stap': { name: 'Met een volgende stap', rule: 'Een voorwaarde telt als niveau 1, 2 of 3 is gekozen: dan is er een hoger niveau.' },
    wensen: { name: 'Wensen', rule: 'Een voorwaarde telt als is gekozen voor ‘hier willen we aan werken’.' },
    'wensen-zonder-eigenaar': { name: 'Wensen zonder eigenaar', rule: 'Een wens telt als nog niet is ingevuld wie dit trekt.' },
    'wensen-zonder-termijn': { name: 'Wensen zonder termijn', rule: 'Een wens telt als nog niet is ingevuld wanneer het klaar is.' },
    vooruit: { name: 'Vooruit', rule: 'Een voorwaarde telt als het niveau hoger is dan in de vorige ronde.' },
    terug: { name: 'Terug', rule: 'Een voorwaarde telt als het niveau lager is dan in de vorige ronde.' },
    gelijk: { name: 'Gelijk', rule: 'Een voorwaarde telt als het antwoord hetzelfde is als in de vorige ronde.' },
    'nu-bekend': { name: 'Nu bekend', rule: 'Een voorwaarde telt als er in de vorige ronde geen niveau of geen antwoord was, en nu wel.' },
    'nu-onbekend': { name: 'Nu niet meer bekend', rule: 'Een voorwaarde telt als er in de vorige ronde een niveau of een antwoord was, en nu ‘weet ik niet’, ‘niet van toepassing’ of geen antwoord.' },
    'ouder-dan-een-jaar': { name: 'Ouder dan een jaar', rule: 'Een antwoord telt als het op de dag van dit rapport meer dan 365 dagen oud is.' },
    tegenstrijdig: { name: 'Past nog niet bij elkaar', rule: 'Een voorwaarde telt als Koers er iets vond dat niet bij elkaar past. De lijst staat in het rapport.' },
  } satisfies Record<MeasureName, { name: string; rule: string }>,
  reasons: {
    open: 'nog geen antwoord', carried: 'overgenomen uit de vorige ronde', unknown: 'weet ik niet', 'not-applicable': 'niet van toepassing', 'no-level': 'geen niveau', 'no-evidence': 'geen bewijs', 'no-wish': 'geen wens', 'other-answer': 'een ander antwoord', 'other-level': 'een ander niveau', 'not-open': 'er is een antwoord', 'not-carried': 'in deze ronde bekeken, of nog open', 'has-owner': 'er is een eigenaar', 'has-term': 'er is een termijn', 'not-old': 'jonger dan een jaar', 'no-change': 'bleef gelijk', 'other-change': 'een andere verandering', 'highest-level': 'al op het hoogste niveau', consistent: 'er is niets gevonden', 'first-round': 'er is geen vorige ronde',
  } satisfies Record<Reason, string>,
  questions: {
    responsibilities: { question: 'Welke verantwoordelijkheden hebben wij?', answer: ({ responsibilities }: QuestionSubject) => `Het bestuur heeft er ${inWords(responsibilities.length)}: ${listed(responsibilities.map(({ title }) => title))}. Het bestuur is altijd eindverantwoordelijk, ook als iemand anders het uitvoert.` },
    conditions: { question: 'Welke voorwaarden horen daarbij?', answer: ({ conditions, filledIn, carried, unknown, notApplicable }: QuestionSubject) => `Er horen ${conditions} voorwaarden bij. Daarvan zijn er in deze ronde ${filledIn} ingevuld${carried > 0 ? ` en ${carried} overgenomen uit de vorige ronde` : ''}. Het antwoord was ${unknown} keer weet ik niet en ${notApplicable} keer niet van toepassing.` },
    needs: { question: 'Wat is daarvoor nodig?', answer: ({ needs, needsDone }: QuestionSubject) => `Bij de voorwaarden horen ${needs} werkpunten: dingen die er moeten zijn. Daarvan zijn er ${needsDone} aangevinkt als klaar.` },
    growth: { question: 'Hoe kunnen wij groeien?', answer: ({ nextSteps, wishes }: QuestionSubject) => `Bij ${many(nextSteps, 'voorwaarde', 'voorwaarden')} is er een volgende stap. U koos ${many(wishes, 'voorwaarde', 'voorwaarden')} om aan te werken.` },
  },
  questionTable: { responsibility: 'Verantwoordelijkheid', conditions: 'Voorwaarden', needs: 'Werkpunten klaar', growth: 'Met een volgende stap' },
  choices: {
    title: 'Drie keuzes om te maken',
    lead: 'Geen cijfer, wel een gesprek. Kruis per keuze aan wat u doet.',
    rests: 'Gaat over',
    more: (count: number) => `en nog ${count}`,
    rule: 'De keuzes volgen een vaste regel: eerst wensen zonder afspraak, dan wat terugging, dan wat de basis is voor andere voorwaarden, dan wat niemand weet.',
    tooLittle: (judged: number, needed: number) => `Voor drie keuzes is nog te weinig ingevuld: ${many(judged, 'antwoord', 'antwoorden')}. Vanaf ${needed} antwoorden staan hier keuzes om te maken.`,
    fewer: (found: number, open: number) => `De antwoorden geven ${found === 0 ? 'geen keuzes' : found === 1 ? 'één keuze' : `${inWords(found)} keuzes`}. ${open > 0 ? `Er ${open === 1 ? 'is nog 1 voorwaarde' : `zijn nog ${open} voorwaarden`} open.` : 'Meer vraagt op dit moment niet om een besluit.'}`,
    options: { leave: { label: 'Zo laten', meaning: 'bewust, met de reden erbij' }, 'take-up': { label: 'Oppakken', meaning: 'met een eigenaar en een termijn' }, 'find-out': { label: 'Eerst uitzoeken', meaning: 'iemand komt erop terug' } },
    rules: {
      'wish-without-agreement': { sentence: ({ conditions }) => (conditions.length === 1 ? `Wie pakt ${quoted(conditions[0])} op, en wanneer is het klaar?` : `Wie pakt deze ${conditions.length} wensen op, en wanneer zijn ze klaar?`), why: () => 'U wilt hieraan werken, maar er staat nog niet bij wie dit trekt of wanneer het klaar is. Zonder afspraak blijft een wens vaak liggen.' },
      'term-passed': { sentence: ({ conditions }) => (conditions.length === 1 ? `Houdt u vast aan de wens bij ${quoted(conditions[0])}?` : `Houdt u vast aan deze ${conditions.length} wensen?`), why: () => 'De afgesproken dag is voorbij en het gewenste niveau is nog niet bereikt.' },
      'went-back': { sentence: ({ conditions }) => (conditions.length === 1 ? `Accepteert u dat ${quoted(conditions[0])} terugging?` : `Accepteert u dat deze ${conditions.length} voorwaarden teruggingen?`), why: () => 'In de vorige ronde stond dit op een hoger niveau. Dat hoeft niet erg te zijn, maar kies het bewust.' },
      foundation: { sentence: ({ conditions }) => `Legt u eerst de basis bij ${quoted(conditions[0])}?`, why: ({ dependents }) => `Dit staat op niveau 1, en ${dependents.length === 1 ? `voorwaarde ${dependents[0]} bouwt` : `de voorwaarden ${listed(dependents)} bouwen`} hierop voort.` },
      unknown: { sentence: ({ responsibility }) => `Laat u uitzoeken hoe het staat met ${quoted(responsibility)}?`, why: ({ conditions }) => `Bij ${conditions.length} voorwaarden was het antwoord weet ik niet. Wat u niet weet, kunt u niet sturen.` },
      'far-wish': { sentence: ({ conditions }) => `Is de stap bij ${quoted(conditions[0])} in één keer haalbaar?`, why: ({ steps }) => `U wilt hier ${steps} niveaus omhoog. Vaak helpt het om eerst één niveau verder te komen.` },
      'without-evidence': { sentence: ({ responsibility }) => `Wilt u kunnen laten zien hoe ${quoted(responsibility)} is geregeld?`, why: ({ conditions }) => `Bij ${conditions.length} voorwaarden is niveau 3 of 4 gekozen zonder bewijs. Zo weet u niet zeker of het echt zo is.` },
      'first-level': { sentence: ({ responsibility }) => `Kiest u bij ${quoted(responsibility)} iets om aan te werken?`, why: ({ conditions }) => `Hier staan ${conditions.length} voorwaarden op niveau 1, en er is nog niets gekozen om aan te werken.` },
      'next-step': { sentence: ({ responsibility }) => `Welke volgende stap zet u bij ${quoted(responsibility)}?`, why: ({ conditions }) => `Bij ${many(conditions.length, 'voorwaarde', 'voorwaarden')} is een hoger niveau mogelijk, en er is nog niets gekozen om aan te werken.` },
    } satisfies Record<ChoiceRule, ChoiceWords>,
  },
  pictures: {
    map: (high: number, total: number) => `${high} van de ${total} voorwaarden staan op niveau 3 of 4`,
    ladder: (first: string | undefined) => (first ? `Het verst is ${quoted({ title: first })}` : 'Er is nog geen niveau gekozen'),
    more: 'Wat nodig is, toelichting en bewijs',
    toQuestion: 'Antwoord wijzigen of bekijken',
    nextLevel: 'Volgende stap',
    example: 'Dit is een voorbeeld met verzonnen gegevens.',
    other: 'Andere rondes',
  },
  inconsistency: {
    'high-without-needs': (about: { open?: number; total?: number }) => `Niveau 3 of 4 is gekozen, maar ${about.open ?? 0} van de ${about.total ?? 0} werkpunten zijn nog niet aangevinkt.`,
    'low-with-all-needs': () => 'Alle werkpunten zijn aangevinkt, maar niveau 1 of 2 is gekozen.',
    'wish-not-higher': () => 'Het gewenste niveau is niet hoger dan het niveau van nu.',
    'wish-without-owner': () => 'Bij de wens staat nog niet wie dit trekt.',
    'wish-without-term': () => 'Bij de wens staat nog niet wanneer het klaar is.',
    'term-passed': () => 'De termijn van de wens is voorbij.',
    'not-applicable-with-needs': () => 'Niet van toepassing is gekozen, maar er zijn wel werkpunten aangevinkt.',
    'level-4-without-evidence': () => 'Borgen is gekozen zonder bewijs.',
    'builds-on-level-1': (about: { other?: string }) => `Dit bouwt op voorwaarde ${about.other ?? ''}, en daar is niveau 1 gekozen.`,
  },
  oversight: oversightNl,
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} en ${items.at(-1)}`
}

export type Text = typeof nl
