import type { GraphNodeView } from '@/lib/contract';
import type { Lights } from './wave-light-context';

/** Lights every node that a wave has reached by some depth. */
export class ReplayLights implements Lights {
  private reached: ReadonlySet<string> = new Set();
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  isLit(id: string): boolean {
    return this.reached.has(id);
  }

  show(nodes: readonly GraphNodeView[], depth: number): void {
    this.reached = new Set(nodes.filter((node) => node.level <= depth).map((node) => node.id));
    for (const listener of this.listeners) listener();
  }
}
