import { openZip, sourceOf, type ZipArchive } from '../zip.ts'
import { type OdsLimits, refuse } from './refusal.ts'

export type Archive = ZipArchive

/** The zip that a document is, from an unknown hand. */
export const openArchive = (bytes: Uint8Array, limits: OdsLimits): Archive => openZip(sourceOf(bytes), limits, refuse)
