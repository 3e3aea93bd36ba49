import { atBoard, everyone, inCampaign, inCampaignOrGuest, inMeasurement, inRound, whoHasTheKey, type Doors } from '../door.ts'

const view = { version: '0', answer: '3', reason: 'Zo zie ik het.' }

/** Measurements and their reports. */
export const measurements: Doors = {
  'GET /metingen': everyone(),
  'POST /metingen': everyone(),
  'GET /verder': everyone(),
  'POST /verder': everyone({ form: { link: '{ownKey}' } }),
  'GET /verder/:key': whoHasTheKey(),
  'GET /gedeeld/:key': whoHasTheKey(),
  'GET /verwijderd': everyone(),
  'GET /metingen/:round': inRound('editor'),
  'GET /metingen/:round/:condition': inRound('editor'),
  'POST /metingen/:round/:condition': inRound('editor', { form: { version: '0', answer: '2' }, answers: { board: 409 } }), // it was answered before
  'GET /metingen/:round/:responsibility': inRound('editor'),
  'GET /metingen/:round/afgerond': inRound('editor'),
  'GET /metingen/:round/afronden': everyone(), // to the page before it
  'POST /metingen/:round/afronden': inRound('editor', { answers: { board: 422, school: 422 } }), // finished with their campaign
  'GET /metingen/:round/controleren': inRound('editor'),
  'GET /metingen/:round/corrigeren': inCampaign('owner'),
  'POST /metingen/:round/corrigeren': inCampaign('owner', { form: { reason: 'Een vergissing.' } }),
  'GET /metingen/:round/delen': inRound('editor'),
  'POST /metingen/:round/delen': inRound('editor', { form: { label: 'toezicht' } }),
  'POST /metingen/:round/delen/:link/intrekken': inMeasurement('editor'),
  'GET /metingen/:round/link': inMeasurement('owner'),
  'POST /metingen/:round/nieuwe-ronde': inRound('editor'),
  'GET /metingen/:round/profiel': inMeasurement('owner'),
  'POST /metingen/:round/profiel': inMeasurement('owner', { form: { name: 'Anders', scope: 'board', sector: 'po', role: 'ICT' } }),
  'GET /metingen/:round/vaststellen': inCampaign('owner'),
  'POST /metingen/:round/vaststellen': inCampaign('owner', { form: { on: '2026-03-01', by: 'het bestuur' } }),
  'GET /metingen/:round/verschillen': atBoard('editor'), // only there was a round before
  'GET /metingen/:round/verschillen/:condition': atBoard('editor'),
  'GET /metingen/:round/verwijderen': inMeasurement('owner'),
  'POST /metingen/:round/verwijderen': inMeasurement('owner', { form: { confirm: 'yes' } }),
  'GET /metingen/:round/werkblad': inRound('editor'),
  'GET /metingen/:round/werkblad.ods': inRound('editor'),
  'POST /metingen/:round/werkblad': inRound('editor', { file: 'worksheet', answers: { board: 422, school: 422 } }), // it is of another round
  'GET /metingen/:round/werkblad/:worksheet': inMeasurement('editor'),
  'POST /metingen/:round/werkblad/:worksheet': inMeasurement('editor'),
  'GET /metingen/:round/formulier.pdf': inRound('reader'),
  'GET /metingen/:round/groei': inRound('reader'),
  'GET /metingen/:round/rapport': inRound('reader'),
  'GET /metingen/:round/:file': inRound('reader'),
  'GET /metingen/:round/rapport/:picture': inRound('reader'),
  'GET /metingen/:round/rapport/bestuur': inRound('reader'),
  'GET /metingen/:round/rapport/bestuur.pdf': inRound('reader'),
  'GET /metingen/:round/rapport/cijfers/:figure': inRound('reader'),
  'GET /metingen/:round/rapport/toezicht': inRound('reader'),
  'GET /metingen/:round/rapport/toezicht.pdf': inRound('reader'),
}

/** Rounds that a board does with its schools. */
export const campaigns: Doors = {
  'GET /deelnemen/:key': whoHasTheKey(),
  'GET /metingen/:round/kijk': inCampaignOrGuest('contributor'),
  'GET /metingen/:round/kijk/:condition': inCampaignOrGuest('contributor'),
  'POST /metingen/:round/kijk/:condition': inCampaignOrGuest('contributor', { form: view }),
  'GET /metingen/:round/kijk/gesprek': inCampaignOrGuest('contributor'),
  'POST /metingen/:round/kijk/klaar': inCampaignOrGuest('contributor', { form: { done: 'yes' } }),
  'GET /metingen/:round/gesprek': inCampaign('editor'),
  'GET /metingen/:round/gesprek/:condition': inCampaign('editor'),
  'POST /metingen/:round/gesprek/:condition': inCampaign('editor', {
    form: { version: '0', settled: '0', outcome: 'agreed', answer: '3', reason: 'Samen besloten.', agreedBy: '', dissent: '' },
    answers: { board: 409 }, // the same
  }),
  'POST /metingen/:round/gesprek/:condition/tonen': inCampaign('editor', { form: { shown: 'yes' } }),
  'POST /metingen/:round/gesprek/eens': inCampaign('editor'),
  'GET /metingen/:round/gesprek/stroom': inCampaignOrGuest('contributor'),
  'GET /organisaties/:organisation/rondes': atBoard('reader'),
  'GET /organisaties/:organisation/rondes/nieuw': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/nieuw': atBoard('editor', {
    form: { title: 'Nog een', startsOn: '2026-04-01', endsOn: '2026-04-30', scope: 'board', anonymity: 'named' },
    answers: 422, // it takes part in one already
  }),
  'GET /organisaties/:organisation/rondes/:campaign': atBoard('reader'),
  'GET /organisaties/:organisation/rondes/:campaign/aanpassen': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/:campaign/aanpassen': atBoard('editor', { form: { title: 'Anders', startsOn: '2026-03-02', endsOn: '2026-03-31', byLink: 'yes' } }),
  'POST /organisaties/:organisation/rondes/:campaign/deelnemers/:participant/nieuwe-link': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/:campaign/deelnemers/:participant/verwijderen': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/:campaign/herinneren': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/:campaign/leden': atBoard('editor'),
  'GET /organisaties/:organisation/rondes/:campaign/mensen': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/:campaign/mensen': atBoard('editor', { form: { emails: 'nog@school.example', round: '{schoolRound}', function: 'teacher' } }),
  'GET /organisaties/:organisation/rondes/:campaign/sluiten': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/:campaign/sluiten': atBoard('editor'),
  'GET /organisaties/:organisation/rondes/:campaign/vaststellen': atBoard('owner'),
  'POST /organisaties/:organisation/rondes/:campaign/vaststellen': atBoard('owner', { form: { on: '2026-03-01', by: 'het bestuur' } }),
  'GET /organisaties/:organisation/rondes/:campaign/verdelen': atBoard('editor'),
  'POST /organisaties/:organisation/rondes/:campaign/verdelen': atBoard('editor', { form: { '4': 'teacher' } }),
}
