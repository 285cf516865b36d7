import type { GraphViewModel, WaveNotice } from '@/lib/contract';
import { nameOfId, typeOfName } from './node-words';

export interface WaveLight {
  waveId: string;
  /** Node id → depth at which the wave reaches it; 0 for roots. */
  depths: ReadonlyMap<string, number>;
  maxDepth: number;
}

/** Which nodes of this view a wave touches, and in which order. At type level: types of its entries, families of its roots. */
export function lightWave(view: GraphViewModel, wave: WaveNotice): WaveLight {
  const visible = new Set(view.nodes.map((node) => node.id));
  const depths = new Map<string, number>();
  const light = (id: string, depth: number) => {
    if (!visible.has(id)) return;
    const known = depths.get(id);
    if (known === undefined || depth < known) depths.set(id, depth);
  };
  const atTypeLevel = view.level === 'type';
  for (const root of wave.roots) light(atTypeLevel ? groupOfRoot(root) : root, 0);
  for (const entry of wave.touched)
    light(atTypeLevel ? `type:${typeOfName(entry.key)}` : `key:${entry.key}`, entry.depth);
  return { waveId: wave.id, depths, maxDepth: Math.max(0, ...depths.values()) };
}

function groupOfRoot(root: string): string {
  const family = typeOfName(nameOfId(root));
  return root.startsWith('tag:') ? `tagfamily:${family}` : `type:${family}`;
}
