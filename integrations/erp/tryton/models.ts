/** Reading Tryton's models. */
import type { z } from "zod";
import { NotSignedIn, type TrytonRpc } from "./rpc.ts";
import type { TrytonSession, TrytonSessions } from "./session.ts";

/** A search domain in Tryton's form: `["state", "=", "done"]`, and lists of such, which all have to hold. */
export type Domain = readonly unknown[];

/** Which records and fields of a model to read. */
export interface Reading<Schema extends z.ZodType> {
  readonly model: string;
  readonly where: Domain;
  /** Names of fields, with dots to fields of records that they lead to. */
  readonly fields: readonly string[];
  readonly order?: readonly (readonly [field: string, direction: "ASC" | "DESC"])[];
  readonly offset?: number;
  readonly limit?: number;
  /** The schema of each record. */
  readonly schema: Schema;
}

/** Tryton's models, within one try of one call. */
export interface TrytonModels {
  read<Schema extends z.ZodType>(reading: Reading<Schema>): Promise<z.output<Schema>[]>;
  count(model: string, where: Domain): Promise<number>;
  /** Make a request that any user may make. Throws if Tryton does not answer. */
  check(): Promise<void>;
  /** Whether stock moves have lots. */
  lots(): Promise<boolean>;
}

/** The models as the session's user sees them. An expired session is renewed once. */
export function trytonModels(rpc: TrytonRpc, sessions: TrytonSessions, signal: AbortSignal): TrytonModels {
  async function call(method: string, ...params: readonly unknown[]): Promise<unknown> {
    const within = ({ authorization, context }: TrytonSession) =>
      rpc({ method, params: [...params, context], authorization, signal });
    const session = await sessions.current();
    try {
      return await within(session);
    } catch (error) {
      if (!(error instanceof NotSignedIn)) throw error;
      return within(await sessions.after(session));
    }
  }

  return {
    async read({ model, where, fields, order = [["id", "ASC"]], offset = 0, limit, schema }) {
      const rows = await call(`model.${model}.search_read`, where, offset, limit ?? null, order, fields);
      const read = schema.array().safeParse(rows);
      if (!read.success) throw new Error(`Tryton's ${model} is not as it should be`, { cause: read.error });
      return read.data;
    },
    async count(model, where) {
      const total = await call(`model.${model}.search_count`, where);
      if (!Number.isSafeInteger(total) || Number(total) < 0) throw new Error(`Tryton did not count ${model}`);
      return Number(total);
    },
    check: async () => void (await call("model.res.user.get_preferences", true)),
    lots: async () => (await sessions.current()).lots,
  };
}
