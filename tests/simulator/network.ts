// How steps and messages travel between the processes and the node, and what can go wrong with each.
import type { BackplaneMessage } from '@/server/engine/ports';
import type { Transport } from './memory-store';
import type { NodeState } from './node/state';
import type { Owner, World } from './world';

/** Shares (0–1) of the steps and messages that meet each fate. */
export interface Faults {
  /** Never arrives; its sender learns after the time-out. */
  lostRequest: number;
  /** Runs, and its sender is told that nobody answered. */
  lostReply: number;
  /** Runs, its reply is lost, it is sent once more. */
  resent: number;
  /** Runs once more, long after its reply. */
  late: number;
  lostMessage: number;
  doubledMessage: number;
}
export const noFaults: Faults = {
  lostRequest: 0,
  lostReply: 0,
  resent: 0,
  late: 0,
  lostMessage: 0,
  doubledMessage: 0,
};

const TIMEOUT_MS = 150;
/** Steps whose repetition is part of the protocol; the others are only sent again when nobody has had their reply. */
const REPEATABLE = /^(publish|register|mark|cut|release|renew|touch-wave|mark-all|mark-cut) /;

export class Network {
  faults: Faults;
  /** The node answers nobody until then. */
  downUntilMs = 0;
  private readonly subscribers = new Map<Owner, Set<(message: BackplaneMessage) => void>>();

  constructor(
    private readonly world: World,
    private readonly latency: () => number,
    faults: Faults,
  ) {
    this.faults = faults;
  }

  readonly spread = (message: BackplaneMessage): void => {
    const { world, faults } = this;
    for (const [owner, listeners] of this.subscribers) {
      if (!owner.alive || world.random.chance(faults.lostMessage)) continue;
      const times = world.random.chance(faults.doubledMessage) ? 2 : 1;
      for (let i = 0; i < times; i++) {
        const label = `hears ${message.kind}${message.kind === 'wake' ? ` ${message.key}` : ''}`;
        world.after(this.latency(), owner, label, () => {
          for (const listener of listeners) listener(message);
        });
      }
    }
  };

  transportOf(owner: Owner, state: NodeState, onError: () => void): Transport {
    const listeners = new Set<(message: BackplaneMessage) => void>();
    this.subscribers.set(owner, listeners);
    return {
      send: (step, run) => this.send(owner, step, run, onError),
      nodeNow: () => state.nowMs(),
      onMessage(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onResubscribe: () => () => {},
      onConnection: () => () => {},
      close: async () => {
        this.subscribers.delete(owner);
      },
    };
  }

  private send<T>(owner: Owner, step: string, run: () => T, onError: () => void): Promise<T> {
    const { world } = this;
    return new Promise<T>((resolve, reject) => {
      const fail = (why: string) => {
        onError();
        reject(new Error(`${step}: ${why}`));
      };
      const timeOut = (why: string) =>
        world.after(TIMEOUT_MS, owner, `times out: ${step}`, () => fail(why));
      /** Runs at the node, whatever has become of the sender. */
      const arrive = (delayMs: number, note: string, then: (reply: T) => void) =>
        world.after(delayMs, null, `${owner.name} → ${step}${note}`, () => {
          if (world.nowMs < this.downUntilMs) {
            world.after(this.latency(), owner, `refused: ${step}`, () => fail('refused'));
            return;
          }
          then(run());
        });
      const answer = (reply: T) =>
        world.after(this.latency(), owner, `has ${step}`, () => resolve(reply));
      switch (this.fateOf(step)) {
        case 'lostRequest':
          timeOut('no answer');
          return;
        case 'lostReply':
          arrive(this.latency(), ' (reply lost)', () => {});
          timeOut('no answer');
          return;
        case 'resent':
          arrive(this.latency(), ' (reply lost, to be sent again)', () => {
            arrive(TIMEOUT_MS / 2 + this.latency(), ' (again)', answer);
          });
          return;
        case 'late':
          arrive(this.latency(), '', (reply) => {
            answer(reply);
            arrive(this.latency() * 5, ' (once more, late)', () => {});
          });
          return;
        case 'whole':
          arrive(this.latency(), '', answer);
      }
    });
  }

  private fateOf(step: string): 'whole' | 'lostRequest' | 'lostReply' | 'resent' | 'late' {
    const { random } = this.world;
    const { lostRequest, lostReply, resent, late } = this.faults;
    let at = random.next();
    if ((at -= lostRequest) < 0) return 'lostRequest';
    if ((at -= lostReply) < 0) return 'lostReply';
    if ((at -= resent) < 0) return 'resent';
    if ((at -= late) < 0 && REPEATABLE.test(step)) return 'late';
    return 'whole';
  }
}
