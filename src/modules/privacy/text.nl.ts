export const nl = {
  account: 'Mijn account',
  mine: {
    title: 'Uw gegevens',
    lead: 'Hier ziet u wat Koers van u bewaart, hoeveel, en tot wanneer. U kunt alles meenemen of laten verwijderen.',
    table: 'Wat Koers van u bewaart',
    columns: { what: 'Wat', count: 'Aantal', until: 'Tot wanneer' },
    service: {
      people: {
        what: 'Uw account: naam, e-mailadres, manieren van aanmelden, waar u bent aangemeld',
        until: 'Tot u uw account verwijdert. Aanmelden vervalt na 14 dagen zonder gebruik.',
      },
      notifications: { what: 'Meldingen en uw keuzes daarover', until: 'Gelezen meldingen 90 dagen, ongelezen een jaar.' },
      organisations: { what: 'Bij welke besturen en scholen u hoort, uitnodigingen en aanvragen', until: 'Zolang u erbij hoort, en daarna de termijn van deze Koers.' },
      evidence: { what: 'Bewijs dat u toevoegde of waarvan u eigenaar bent', until: 'Het bewijs blijft van de organisatie. Uw naam gaat weg als u uw account verwijdert.' },
      campaigns: { what: 'Rondes waaraan u meedoet', until: 'Tot u uw account verwijdert, of de termijn van deze Koers voorbij is.' },
      plans: { what: 'Acties, taken en opmerkingen van u', until: 'Het werk blijft van de organisatie. Uw naam gaat weg als u uw account verwijdert.' },
      letters: { what: 'Brieven aan uw e-mailadres', until: '30 dagen na verzenden.' },
      log: { what: 'Wat u deed en wanneer (logboek), zonder wat u antwoordde', until: 'Blijft. Na verwijderen staat er alleen een nummer dat naar niemand leidt.' },
    } as Record<string, { what: string; until: string }>,
    other: 'Andere gegevens',
    download: 'Alles downloaden (JSON)',
    downloadWhat: 'Een bestand dat een ander programma kan lezen. Er staan alleen gegevens van u in.',
    erase: 'Uw account verwijderen',
    eraseWhat: 'U leest eerst wat er weggaat en wat er blijft.',
  },
  erase: {
    title: 'Uw account verwijderen',
    goes: 'Wat er weggaat',
    going: [
      'uw naam, uw e-mailadres en alle manieren om u aan te melden; u bent overal meteen afgemeld',
      'uw plek bij besturen en scholen, uw uitnodigingen en aanvragen',
      'uw meldingen, agendalinks en brieven; ook brieven die nog klaarliggen',
    ],
    measurements: (count: number) =>
      count === 1 ? 'de meting die u zelf begon, met alle rondes en antwoorden' : `de ${count} metingen die u zelf begon, met alle rondes en antwoorden`,
    stays: 'Wat er blijft, zonder uw naam',
    staying: [
      'antwoorden en vastgestelde rondes van een bestuur of school; een besluit blijft zoals het is genomen',
      'acties, opmerkingen en bewijs: die zijn van de organisatie',
      'regels in het logboek, met een nummer dat naar niemand meer leidt',
    ],
    copies: 'In reservekopieën staan uw gegevens tot de beheerder die kopieën weggooit.',
    lastOwner: 'U bent de enige eigenaar',
    lastOwnerWhat: 'Iemand moet anderen kunnen toelaten. Maak daarom eerst een collega eigenaar, of vraag een collega om eigenaar te worden. Daarna kunt u uw account verwijderen.',
    toPeople: (name: string) => `Naar de mensen van ${name}`,
    signIn: 'Meld u eerst opnieuw aan',
    signInWhat:
      'U bent al even aangemeld. Verwijderen kan alleen kort na het aanmelden, zodat niemand anders het op uw computer kan doen. Meld u af, meld u opnieuw aan en kom binnen een half uur terug.',
    signOut: 'Afmelden',
    confirm: 'Ik begrijp dat dit niet ongedaan gemaakt kan worden',
    notConfirmed: 'Vink aan dat u dit begrijpt',
    do: 'Mijn account verwijderen',
    dont: 'Niet verwijderen',
    doneTitle: 'Uw account is verwijderd',
    done: 'Uw gegevens zijn weg en u bent overal afgemeld. Bedankt dat u Koers gebruikte.',
    home: 'Naar de voorpagina',
  },
}

export type Text = typeof nl
