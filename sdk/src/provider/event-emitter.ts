/** Is told of an event: EIP-1193 says with what, for each event's name. */
export type Listener = (...values: never[]) => void;

interface Registration {
  readonly listener: Listener;
  readonly context: unknown;
  readonly once: boolean;
}

/** Tells listeners of events, by name: Node's interface, as EIP-1193 asks for. */
export class EventEmitter {
  readonly #registrations = new Map<string | symbol, Registration[]>();

  /** Adds a listener. */
  on(event: string | symbol, listener: Listener, context: unknown = this): this {
    return this.#add(event, { listener, context, once: false });
  }

  /** Adds a listener, as `on` does. */
  addListener(event: string | symbol, listener: Listener, context?: unknown): this {
    return this.on(event, listener, context);
  }

  /** Adds a listener that is told once. */
  once(event: string | symbol, listener: Listener, context: unknown = this): this {
    return this.#add(event, { listener, context, once: true });
  }

  /** Removes a listener; all of the event's without one. */
  removeListener(event: string | symbol, listener?: Listener, context?: unknown, once?: boolean): this {
    const kept = this.#of(event).filter(
      (each) =>
        listener !== undefined &&
        (each.listener !== listener ||
          (context !== undefined && each.context !== context) ||
          (once === true && !each.once)),
    );
    this.#registrations.set(event, kept);
    return this;
  }

  /** Removes a listener, as `removeListener` does. */
  off(event: string | symbol, listener?: Listener, context?: unknown, once?: boolean): this {
    return this.removeListener(event, listener, context, once);
  }

  /** Removes all listeners, or those of an event. */
  removeAllListeners(event?: string | symbol): this {
    if (event === undefined) this.#registrations.clear();
    else this.#registrations.delete(event);
    return this;
  }

  /** Tells an event's listeners; says whether there are any. One that throws keeps none of the others from it. */
  emit(event: string | symbol, ...values: unknown[]): boolean {
    const told = [...this.#of(event)];
    for (const { listener, context, once } of told) {
      if (once) this.removeListener(event, listener, context, true);
      try {
        listener.apply(context, values as never[]);
      } catch (error) {
        // The listener's fault is the app's to see, but not the wallet's to fail by.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    return told.length > 0;
  }

  /** Lists the events that have listeners. */
  eventNames(): (string | symbol)[] {
    return [...this.#registrations].filter(([, { length }]) => length > 0).map(([name]) => name);
  }

  /** Lists an event's listeners. */
  listeners(event: string | symbol): Listener[] {
    return this.#of(event).map(({ listener }) => listener);
  }

  /** Counts an event's listeners. */
  listenerCount(event: string | symbol): number {
    return this.#of(event).length;
  }

  #add(event: string | symbol, registration: Registration): this {
    this.#registrations.set(event, [...this.#of(event), registration]);
    return this;
  }

  #of(event: string | symbol): readonly Registration[] {
    return this.#registrations.get(event) ?? [];
  }
}
