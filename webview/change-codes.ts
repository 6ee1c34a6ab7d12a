/** What changes in a lane, as numbers: from which state to which one somebody came, or what kind of error there was. */
import { STATES } from './coverage';

/** Bits behind those of the states: an await threw, a task ended with an error. */
export const THREW = 1 << STATES;
export const REJECTED = 2 << STATES;
/** Of what has not begun yet, and of what is over. */
export const NO_STATE = STATES;

const CODES = STATES + 1;
const THREW_CODE = CODES * CODES;
const REJECTED_CODE = THREW_CODE + 1;
const CODE_ROOM = 64;

/** @returns a change as a number: these stand in the order of their events; `from` and `to` are states, or {@link NO_STATE} */
export function changeKey(seq: number, from: number, to: number): number {
  return seq * CODE_ROOM + from * CODES + to;
}

/** @param bit {@link THREW} or {@link REJECTED} @returns as {@link changeKey} does */
export function errorKey(seq: number, bit: number): number {
  return seq * CODE_ROOM + (bit === THREW ? THREW_CODE : REJECTED_CODE);
}

export function seqOf(key: number): number {
  return Math.floor(key / CODE_ROOM);
}

export function codeOf(key: number): number {
  return key % CODE_ROOM;
}

/** @returns {@link THREW} or {@link REJECTED}, or 0 of what is no error */
export function errorOf(code: number): number {
  if (code < THREW_CODE) return 0;
  return code === THREW_CODE ? THREW : REJECTED;
}

/** The state left by a change, and the one entered, by its code. */
const LEFT = Uint8Array.from({ length: THREW_CODE }, (_, code) => Math.floor(code / CODES));
const ENTERED = Uint8Array.from({ length: THREW_CODE }, (_, code) => code % CODES);

/** Takes a change that is no error into the counts. @returns the state that somebody has come into, or {@link NO_STATE} */
export function step(counts: Uint32Array, code: number): number {
  const left = LEFT[code]!;
  const entered = ENTERED[code]!;
  if (left < STATES) counts[left]!--;
  if (entered < STATES) counts[entered]!++;
  return entered;
}
