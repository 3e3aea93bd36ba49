export { type ZipArchive, type ZipProblem, type ZipSource, openZip, sourceOf } from './zip/read.ts'
export { packer, stored, writeZip, type ZipEntry } from './zip/write.ts'
