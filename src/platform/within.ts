/** What the work gives, or null when it takes longer than the patience, in milliseconds. The work goes on. */
export function within<T>(work: Promise<T>, patience: number): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(resolve, patience, null)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
