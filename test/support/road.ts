/**
 * A road to a server on loopback that can be closed, when connections are refused, or stalled, when they are taken and
 * nothing ever comes of them. Those that there are are broken off.
 */
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A running road. */
export interface TcpRoad {
  readonly url: string;
  /** Where it leads: nothing gets through before that is known. */
  leadTo(url: string): void;
  open(): Promise<void>;
  stall(): Promise<void>;
  close(): Promise<void>;
}

/** Start a road that is open. */
export async function startTcpRoad(): Promise<TcpRoad> {
  const sockets = new Set<Socket>();
  let target: URL | undefined;
  let isStalled = false;
  const server = createServer((incoming) => {
    if (isStalled) {
      sockets.add(incoming.resume());
      return void incoming.on("error", () => incoming.destroy()).on("close", () => sockets.delete(incoming));
    }
    if (!target) return void incoming.destroy();
    const outgoing = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(one);
      one.on("error", () => one.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const breakOff = () => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo(url) {
      target = new URL(url);
    },
    async open() {
      if (isStalled) breakOff();
      isStalled = false;
      if (!server.listening) await listen(port);
    },
    async stall() {
      isStalled = true;
      breakOff();
      if (!server.listening) await listen(port);
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      breakOff();
      await closed;
    },
  };
}
