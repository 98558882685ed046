/** How a sandbox's program begins and ends. */
import { z } from "zod";
import { type Running, runProcess } from "../../config/process.ts";
import type { Listening } from "./listen.ts";

/** A running sandbox, seen from its program. */
export interface RunningSandbox {
  readonly port: number;
  close(): Promise<void>;
}

/** The parameters of a sandbox's program. */
export interface SandboxSettings {
  readonly where: Listening;
  /** The data folder of the instance that it serves. */
  readonly dataFolder: string;
}

const settingsSchema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SANDBOX_OTHER_PORT: z.enum(["on", "off"]).default("off"),
  SANDBOX_DATA: z.string().min(1).default("data"),
});

/**
 * Run a sandbox: on the port `SANDBOX_PORT`, or any other with `SANDBOX_OTHER_PORT=on` where that is taken, with the
 * data folder `SANDBOX_DATA`. The port is reported to the parent process, as `{port}`.
 */
export async function runSandbox(start: (settings: SandboxSettings) => Promise<RunningSandbox>): Promise<void> {
  await runProcess(async (): Promise<Running> => {
    const values = settingsSchema.parse(process.env);
    const sandbox = await start({
      where: { port: values.SANDBOX_PORT, orAny: values.SANDBOX_OTHER_PORT === "on" },
      dataFolder: values.SANDBOX_DATA,
    });
    process.send?.({ port: sandbox.port });
    return { done: new Promise<never>(() => undefined), stop: () => sandbox.close() };
  });
}
