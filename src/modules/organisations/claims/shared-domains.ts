/** Addresses that anyone can get, at a mail provider or the provider of their connection: they say nothing about where someone works. */
export const publicMail: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com outlook.nl hotmail.com hotmail.nl live.com live.nl msn.com icloud.com me.com mac.com yahoo.com yahoo.nl ymail.com aol.com ' +
    'proton.me protonmail.com pm.me tutanota.com tuta.com gmx.com gmx.net gmx.nl mail.com zoho.com fastmail.com hey.com yandex.com soverin.net mailbox.org ' +
    'ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl kpn.nl kpn.com xs4all.nl telfort.nl tele2.nl chello.nl home.nl casema.nl upcmail.nl quicknet.nl zonnet.nl online.nl ' +
    'caiway.nl caiway.net delta.nl zeelandnet.nl solcon.nl solcon.com kabelfoon.nl freedom.nl t-mobile.nl odido.nl wanadoo.nl versatel.nl hccnet.nl tiscali.nl lycos.nl skynet.be telenet.be'
  ).split(' '),
)

/** Hosts where many organisations have a page of their own: whoever has mail there works for the host. */
export const sharedHosts: ReadonlySet<string> = new Set(
  (
    'google.com google.nl wordpress.com wixsite.com wix.com weebly.com jimdo.com jimdofree.com webnode.nl blogspot.com facebook.com instagram.com linkedin.com twitter.com ' +
    'jouwweb.nl mijnwebwinkel.nl yurls.net sharepoint.com office.com github.io netlify.app pages.dev squarespace.com strikingly.com azurewebsites.net cloudfront.net ' +
    'scholenopdekaart.nl schoolwijzer.nl basisscholen.nl kennisnet.nl duo.nl parro.com socialschools.nl basisonline.nl isy-school.nl ouderportaal.nl klasbord.nl'
  ).split(' '),
)

/** Endings below which one registers, besides a single label such as .nl (publicsuffix.org); those a Dutch school may have. */
export const longSuffixes: ReadonlySet<string> = new Set(
  'co.nl com.nl net.nl gov.nl co.uk org.uk ac.uk sch.uk com.be ac.be co.be com.aw com.cw net.cw com.sx com.bq eu.com uk.com us.com nl.eu.org eu.org'.split(' '),
)
