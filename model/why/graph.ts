/** Chains as a graph: steps that two chains share are one node. */
import type { Message } from '../words';
import type { Reason, Step } from './chain';

export interface GraphNode {
  readonly id: string;
  readonly reason: Reason;
  readonly message: Message;
}

export interface Graph {
  /** From the effects to the causes. */
  readonly nodes: readonly GraphNode[];
  /** Cause, effect: ids of nodes. */
  readonly edges: readonly (readonly [string, string])[];
}

export function graphOf(chains: readonly (readonly Step[])[]): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, readonly [string, string]>();
  for (const chain of chains) {
    let effect: string | undefined;
    for (const { node: id, reason, message } of chain) {
      if (!nodes.has(id)) nodes.set(id, { id, reason, message });
      if (effect !== undefined && effect !== id) edges.set(`${id} ${effect}`, [id, effect]);
      effect = id;
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
