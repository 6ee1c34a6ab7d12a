/**
 * Async hooks of the program's own. They are told of everything that Node is told of, the tracer's timer too: so what is the tracer's is
 * taken out of what they hear.
 */
import async_hooks from 'node:async_hooks';
import type { HookCallbacks } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

type Hook = (this: unknown, id: number, ...rest: unknown[]) => void;
type CreateHook = (callbacks: HookCallbacks) => async_hooks.AsyncHook;

/**
 * @param isOwnResource whether a resource that is made is the tracer's
 * @param isOwnId whether an id is that of such a resource
 */
export function hideFromHooks(
  isOwnResource: (resource: unknown) => boolean,
  isOwnId: (id: number) => boolean,
): void {
  async_hooks.createHook = new Proxy<CreateHook>(async_hooks.createHook, {
    apply(target, self, [callbacks, ...rest]: [HookCallbacks | undefined]) {
      return Reflect.apply(target, self, [
        callbacks && without(callbacks, isOwnResource, isOwnId),
        ...rest,
      ]) as object;
    },
  });
  syncBuiltinESMExports();
}

function without(
  callbacks: HookCallbacks,
  isOwnResource: (resource: unknown) => boolean,
  isOwnId: (id: number) => boolean,
): HookCallbacks {
  const { init, before, after, destroy, promiseResolve, ...rest } = callbacks as Record<string, unknown>;
  const wrapped = (hook: unknown, heard: (id: number, resource: unknown) => boolean): unknown =>
    typeof hook !== 'function'
      ? hook
      : function (this: unknown, ...args: [id: number, ...unknown[]]) {
          if (heard(args[0], args[3])) Reflect.apply(hook as Hook, this, args);
        };
  const isForeign = (id: number): boolean => !isOwnId(id);
  return {
    ...rest,
    init: wrapped(init, (_, resource) => !isOwnResource(resource)),
    before: wrapped(before, isForeign),
    after: wrapped(after, isForeign),
    destroy: wrapped(destroy, isForeign),
    promiseResolve,
  } as HookCallbacks;
}
