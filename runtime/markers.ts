/**
 * The names that markers call, as constants of the realm's own script scope: every script and module sees them, at no cost once it is
 * optimised, and no key of `globalThis` tells of them.
 */
import * as vm from 'node:vm';
import { State } from '../protocol/events';
import { MARKER_PREFIX } from '../syntax/marker-plan';
import type { MarkedPromises } from './marked-promises';

/**
 * @param isNative tells Node's own functions and namespaces from the program's
 * @param fail takes an error of the tracer's own; none ever reaches the program
 */
export function installMarkers(
  p: MarkedPromises,
  isNative: (value: unknown) => boolean,
  fail: (error: unknown) => void,
): void {
  const markers: Record<string, (...args: never[]) => unknown> = {
    a(n: number, value: unknown) {
      if (p.on)
        try {
          p.await(n, value);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    s(n: number) {
      if (!p.on) return;
      try {
        p.start(n);
      } catch (e) {
        fail(e);
      }
    },
    v(_started: void, value: unknown) {
      if (p.on)
        try {
          p.return(value);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    r(value: unknown) {
      if (p.on)
        try {
          p.return(value);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    u(n: number, value: unknown) {
      p.back = n;
      return value;
    },
    w(value: unknown) {
      if (p.on)
        try {
          p.returnGuarded(value);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    o() {
      if (!p.on) return;
      try {
        p.end();
      } catch (e) {
        fail(e);
      }
    },
    x() {
      if (p.on) p.threw();
    },
    e() {
      if (!p.on) return;
      try {
        p.endGuarded();
      } catch (e) {
        fail(e);
      }
    },
    f() {
      if (!p.on) return false;
      try {
        return p.finallyBegins();
      } catch (e) {
        fail(e);
        return false;
      }
    },
    g(returned: boolean) {
      if (!p.on) return;
      try {
        p.finallyOver(returned, false);
      } catch (e) {
        fail(e);
      }
    },
    h(n: number, value: unknown) {
      if (p.on)
        try {
          p.chainedAt(n);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    c(n: number, value: unknown) {
      if (p.on) p.call(n);
      return value;
    },
    p(n: number, constructor: unknown, value: unknown) {
      if (p.on)
        try {
          p.promiseMaker(n, constructor, value);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    t(n: number, callee: unknown, value: unknown) {
      if (p.on && isNative(callee))
        try {
          p.native(n);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    P() {
      return p.takeMade();
    },
    q(made: Promise<unknown> | null, value: unknown) {
      p.giveMade(made);
      return value;
    },
    m(n: number) {
      if (!p.on) return;
      try {
        p.module(n);
      } catch (e) {
        fail(e);
      }
    },
    n() {
      if (!p.on) return;
      try {
        p.moduleOver();
      } catch (e) {
        fail(e);
      }
    },
    k(n: number) {
      if (!p.on) return null;
      try {
        return p.generator(n);
      } catch (e) {
        fail(e);
        return null;
      }
    },
    b(task: never, n: number, value: unknown) {
      if (p.on)
        try {
          p.yield(task, n, value);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    Y(task: never, value: unknown) {
      if (p.on)
        try {
          p.generatorRuns(task, State.fulfilled);
        } catch (e) {
          fail(e);
        }
      return value;
    },
    Z(task: never) {
      if (!p.on) return;
      try {
        p.generatorRuns(task);
      } catch (e) {
        fail(e);
      }
    },
    X(task: never) {
      if (!p.on) return;
      try {
        p.generatorThrew(task);
      } catch (e) {
        fail(e);
      }
    },
    K(task: never) {
      if (!p.on) return;
      try {
        p.generatorOver(task);
      } catch (e) {
        fail(e);
      }
    },
  };
  declare(markers);
}

function declare(markers: Record<string, unknown>): void {
  const handover = `${MARKER_PREFIX}handover`;
  const names = Object.keys(markers).map((name) => `${MARKER_PREFIX}${name}=${handover}.${name}`);
  const global = globalThis as Record<string, unknown>;
  global[handover] = markers;
  try {
    vm.runInThisContext(`const ${names.join(',')};`, { filename: 'node:awaitscope' });
  } finally {
    delete global[handover];
  }
}
