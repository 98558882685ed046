import type { AddressInfo, Server } from "node:net";

/** Where a sandbox listens: always on loopback. */
export interface Listening {
  /** The preferred port; any if left out. */
  readonly port?: number;
  /** Whether another port will do if that one is taken. */
  readonly orAny?: boolean;
}

/** Listen on loopback, and give the port. Throws where the port is taken and no other will do. */
export async function listen(server: Server, { port = 0, orAny = false }: Listening): Promise<number> {
  try {
    return await listenOn(server, port);
  } catch (error) {
    if (!orAny || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return listenOn(server, 0);
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(error);
    server.once("error", refuse);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
