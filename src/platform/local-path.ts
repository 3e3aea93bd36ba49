const here = 'http://koers.invalid'
const LONGEST = 2000 // what every browser and proxy accepts as an address

/**
 * The path to go back to, or `/` when it could lead off this site. Only a path that begins with one slash counts;
 * it is read as a browser reads it, because `/.//elsewhere.example` becomes `//elsewhere.example`: another host.
 */
export function localPath(asked: string | undefined): string {
  if (asked === undefined || asked.length > LONGEST || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(asked)) return '/'
  const url = URL.parse(asked, here)
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}
