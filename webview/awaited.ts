/** What an await waits for, as short as a label wants it: `fetchUser()`, `timer 20 ms`, `readFile()`, `Promise.all`. */
import { PROMISE_MAKERS, What } from '../protocol/events';
import type { PromiseMaker } from '../protocol/events';
import { oneLine } from '../model/plain-text';
import type { Facts } from './facts';
import type { StringKey } from './strings';

/** Types of resources that have a name in words; the others keep Node's. */
const TYPES: Readonly<Record<string, StringKey>> = {
  Timeout: 'resource.timer',
  Immediate: 'resource.immediate',
  TickObject: 'resource.tick',
  Microtask: 'resource.microtask',
  FSREQCALLBACK: 'resource.file',
  FSREQPROMISE: 'resource.file',
  FSEVENTWRAP: 'resource.watch',
  STATWATCHER: 'resource.watch',
  GETADDRINFOREQWRAP: 'resource.dns',
  GETNAMEINFOREQWRAP: 'resource.dns',
  QUERYWRAP: 'resource.dns',
  TCPWRAP: 'resource.socket',
  TCPSERVERWRAP: 'resource.socket',
  PIPEWRAP: 'resource.socket',
  UDPWRAP: 'resource.socket',
  TLSWRAP: 'resource.socket',
  TCPCONNECTWRAP: 'resource.connect',
  PIPECONNECTWRAP: 'resource.connect',
  HTTPINCOMINGMESSAGE: 'resource.http',
  HTTPCLIENTREQUEST: 'resource.http',
  WRITEWRAP: 'resource.write',
  WORKER: 'resource.message',
  MESSAGEPORT: 'resource.message',
  PROCESSWRAP: 'resource.process',
  PBKDF2REQUEST: 'resource.crypto',
  SCRYPTREQUEST: 'resource.crypto',
  RANDOMBYTESREQUEST: 'resource.crypto',
  KEYPAIRGENREQUEST: 'resource.crypto',
  ZLIB: 'resource.zlib',
  SIGNALWRAP: 'resource.signal',
  TTYWRAP: 'resource.terminal',
};
/** What a program asks for by these very words. */
const OWN_WORDS: ReadonlySet<string> = new Set(['Timeout', 'Immediate', 'TickObject', 'Microtask']);

const CHAINS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

export function awaitedText(facts: Facts, w: number): string {
  const { awaits, tasks } = facts.tables;
  const on = awaits.on(w);
  if (on >= 0) {
    const called = call(facts.taskName(on));
    // a function without a name has one where it is called
    return called.startsWith('(') ? writtenAt(facts, w) || called : called;
  }
  if (awaits.what(w) === What.yield) return facts.awaitedKind(w);
  const written = writtenAt(facts, w);
  if (awaits.what(w) !== What.promise) return written || facts.awaitedKind(w);
  const stream = tasks.stream(awaits.task(w));
  const text = promiseText(facts, stream, awaits.promise(w), awaits.settlerResource(w), written);
  return text ?? facts.awaitedKind(w);
}

/** @returns what the source says is awaited; empty if that is not known */
function writtenAt(facts: Facts, w: number): string {
  return oneLine(facts.awaitPlace(w)?.awaited ?? '');
}

/** @returns what a resource is: the timer with its time, the call that made it, or Node's kind of it */
export function resourceText(facts: Facts, resource: number): string {
  const { resources } = facts.tables;
  const delay = resources.delay(resource);
  if (delay >= 0)
    return facts.say.text(resources.repeats(resource) ? 'resource.intervalMs' : 'resource.timerMs', delay);
  const called = calledAt(facts, resources.stream(resource), resources.loc(resource));
  if (called !== '') return call(called);
  const type = facts.resourceType(resource);
  return Object.hasOwn(TYPES, type) ? facts.say.text(TYPES[type]!) : type;
}

/** The same, with Node's own name where that is another: those who know it look for it. */
export function resourceTitle(facts: Facts, resource: number): string {
  const text = resourceText(facts, resource);
  const type = facts.resourceType(resource);
  return text === type || OWN_WORDS.has(type) ? text : `${text} [${type}]`;
}

/** @param written what the source says is awaited; empty if that is not known */
function promiseText(
  facts: Facts,
  stream: number,
  promise: number,
  settler: number,
  written: string,
): string | undefined {
  const { promises } = facts.tables.streams[stream]!;
  const row = promises.find(promise);
  const maker: PromiseMaker = row < 0 ? 'other' : PROMISE_MAKERS[promises.maker(row)]!;
  switch (maker) {
    case 'all':
    case 'allSettled':
    case 'race':
    case 'any':
      return `Promise.${maker}()`;
    case 'then':
    case 'catch':
    case 'finally': {
      // `catch` and `finally` call `then`: the source knows which it was.
      const written = calledAt(facts, stream, promises.loc(row));
      return `.${CHAINS.has(written) ? written : maker}()`;
    }
    case 'import':
      return 'import()';
    default: {
      // How long a timer waits says more than who made its promise.
      if (settler >= 0 && facts.tables.resources.delay(settler) >= 0) return resourceText(facts, settler);
      const called = maker === 'internal' ? calledAt(facts, stream, promises.loc(row)) : '';
      if (called !== '') return call(called);
      if (written !== '') return written;
      if (settler >= 0) return resourceText(facts, settler);
      return maker === 'new' ? 'new Promise()' : undefined;
    }
  }
}

function calledAt(facts: Facts, stream: number, loc: number): string {
  return loc === 0 ? '' : oneLine(facts.place(stream, loc)?.called ?? '');
}

/** A name as a call; `(anonymous)` and `(module)` are no names. */
function call(name: string): string {
  return name.startsWith('(') ? name : `${name}()`;
}
