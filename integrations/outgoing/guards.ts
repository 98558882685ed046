import type { IntegrationName, Integrations, OutgoingCall } from "../../domain/monitoring/integrations.ts";
import { createGuard, type Guard, type GuardOptions } from "./guard.ts";

/** The guards of one process. */
export interface Guards extends Integrations {
  /** A new guard; its state is among `states` from now on. */
  guard(name: IntegrationName, options: GuardOptions): Guard;
  /** Listen to every call of every guard when it has ended. The listener must not throw. */
  onCall(listener: (call: OutgoingCall) => void): void;
}

/** A registry of guards, which are otherwise independent. */
export function createGuards(): Guards {
  const guards: Guard[] = [];
  const listeners: ((call: OutgoingCall) => void)[] = [];
  return {
    guard(name, options) {
      const made = createGuard(name, options, (call) => {
        for (const listener of listeners) listener(call);
      });
      guards.push(made);
      return made;
    },
    onCall: (listener) => void listeners.push(listener),
    states: () => guards.map((guard) => guard.state()),
  };
}
