type About = { publicUrl: string; contact: string | undefined; now: Date }

const MONTHS_VALID = 6

/** RFC 9116. It expires six months after the start of next month: more than 30 days ahead and less than the year of section 2.5.5. */
export function securityTxt({ publicUrl, contact, now }: About): string {
  const policy = `${publicUrl}/over#veiligheid`
  const expires = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1 + MONTHS_VALID, 1))
  return [
    `Contact: ${contact ?? policy}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: nl, en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
    `Policy: ${policy}`,
    '',
  ].join('\n')
}
