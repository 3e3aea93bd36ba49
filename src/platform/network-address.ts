const GROUPS = 8
const OF_NETWORK = 4

/** Who has an IPv6 address has the whole /64 around it (RFC 6177), so that counts as one; an IPv4 address is itself, also written as `::ffff:192.0.2.1`. */
export function networkOf(address: string): string {
  const plain = address.replace(/^\[|\]$|%.*$/g, '').toLowerCase()
  if (plain.includes('.')) return plain.slice(plain.lastIndexOf(':') + 1)
  return plain.includes(':') ? expanded(plain).slice(0, OF_NETWORK).join(':') : plain
}

function expanded(address: string): string[] {
  const [left = '', right = ''] = address.split('::')
  const head = left.split(':').filter(Boolean)
  const tail = right.split(':').filter(Boolean)
  return [...head, ...Array.from({ length: Math.max(0, GROUPS - head.length - tail.length) }, () => '0'), ...tail].map((group) => group.replace(/^0+(?=.)/, ''))
}
