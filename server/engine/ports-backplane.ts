// What processes of one namespace tell each other.
export type BackplaneMessage =
  | { kind: 'wave'; notice: string }
  /** A wave has cut everything below these guards; `atMs` is the node's time. */
  | { kind: 'cut'; number: number; atMs: number; guards: readonly string[] }
  /** A value was published or a lease given back: those who wait for the key look again. */
  | { kind: 'wake'; key: string }
  | { kind: 'warm'; report: string };

export interface BackplanePort {
  /**
   * Tells the fleet that a wave has cut everything below these guards (`p:<prefix>`: below every key that begins so, `*`:
   * everything). Numbered per namespace, without gaps.
   */
  tellCut(guards: readonly string[]): Promise<void>;
  /** Tells whoever listens; losing it loses only a notice. */
  announce(message: Exclude<BackplaneMessage, { kind: 'cut' }>): Promise<void>;
  onMessage(listener: (message: BackplaneMessage) => void): () => void;
  /** The backplane was lost and is back: messages in between were missed. */
  onResubscribe(listener: () => void): () => void;
  /** 'down' when the connection is lost (callers degrade), 'up' when it is back. */
  onConnection(listener: (state: 'up' | 'down') => void): () => void;
}
