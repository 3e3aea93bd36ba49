import { longSuffixes, publicMail, sharedHosts } from './shared-domains.ts'

/** What someone registered: `www.school.nl` and `mail.school.nl` are both `school.nl`. undefined: a computer number, one label, or no host at all. */
export function registrableDomain(host: string): string | undefined {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.')
  const wellFormed = labels.length >= 2 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
  if (!wellFormed) return undefined
  const length = longSuffixes.has(labels.slice(-2).join('.')) ? 3 : 2
  return labels.length < length ? undefined : labels.slice(-length).join('.')
}

/** The domain an address speaks for; undefined where anyone can have such an address. */
export function domainOfAddress(email: string): string | undefined {
  const domain = registrableDomain(email.slice(email.lastIndexOf('@') + 1))
  return domain === undefined || publicMail.has(domain) || sharedHosts.has(domain) ? undefined : domain
}

export function domainOfWebsite(website: string): string | undefined {
  const url = /^https?:\/\//i.test(website) ? website : `https://${website}`
  return URL.canParse(url) ? registrableDomain(new URL(url).hostname) : undefined
}

/** An organisation of the register with a website; `topId` is its board, or itself where it has none. */
export type Website = { id: string; parentId: string | null; topId: string; website: string }

/**
 * Does this address belong to this organisation, by the websites of the register? A board is known by its own website and those of its
 * schools, a school by its own, its locations' and its board's. A domain on which several boards have websites is a supplier's and proves nothing.
 */
export function provesBelonging(domain: string, of: { id: string; parentId: string | null }, websites: readonly Website[]): boolean {
  const same = websites.filter((one) => domainOfWebsite(one.website) === domain)
  const own = same.filter((one) => one.topId === of.id || one.id === of.id || one.parentId === of.id || one.id === of.parentId)
  return own.length > 0 && same.every((one) => one.topId === (of.parentId ?? of.id))
}
