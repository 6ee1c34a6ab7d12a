/** Node's own functions and namespaces, told by identity: a name alone may stand for anything. */

const requireBuiltin = require;

export class Natives {
  private readonly known = new WeakSet<object>();
  private readonly added = new Set<string>();

  constructor() {
    for (const own of [setTimeout, setInterval, setImmediate, queueMicrotask, process]) this.known.add(own);
  }

  has(value: unknown): boolean {
    return (
      (typeof value === 'function' || typeof value === 'object') && value !== null && this.known.has(value)
    );
  }

  /** Takes in a module of Node's own, which the program is about to load. */
  add(name: string): void {
    if (this.added.has(name)) return;
    this.added.add(name);
    const namespace = requireBuiltin(`node:${name}`) as Record<string, unknown>;
    this.known.add(namespace);
    for (const key of Object.keys(namespace)) {
      const property = Object.getOwnPropertyDescriptor(namespace, key)!;
      if (typeof property.value === 'function') this.known.add(property.value as object);
    }
    const { promises } = namespace;
    if (typeof promises === 'object' && promises !== null) this.known.add(promises);
  }
}
