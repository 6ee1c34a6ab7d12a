/**
 * What the tracer needs only at times, in a bundle of its own: the parser takes three quarters of all code, and with plans that are
 * kept from run to run most programs never need it. `load-parser.ts` loads it.
 */
export { decode, encode } from '@jridgewell/sourcemap-codec';
export { planMarkers } from '../syntax/markers';
export { settlements } from '../syntax/settlement';
