import type { ServerOptions } from 'node:http'
import { SECOND } from '#platform/clock'

/**
 * How long a connection may take over what it sends, so that who stops half way, or sends a byte now and then, holds nothing for long.
 * Two minutes carry a file of 10 MB over 0.7 Mbit/s; a reverse proxy, which takes in slow requests itself, sends in milliseconds.
 */
export const connectionLimits = (second = SECOND): ServerOptions => ({
  headersTimeout: 20 * second,
  requestTimeout: 120 * second,
  connectionsCheckingInterval: 5 * second,
  // Longer than a reverse proxy keeps its side open (60 s is usual): else it now and then sends a request into a closed connection.
  keepAliveTimeout: 65 * second,
})
