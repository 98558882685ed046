/** The road to a server outside, on which everything can go wrong that goes wrong on roads and at their ends. */
import { connect, createServer, type Server, type Socket } from "node:net";

/** What a server does that is not itself. */
export interface Fault {
  /** When it speaks: some protocols begin with the server. */
  readonly when: "connected" | "asked";
  readonly says: string | Uint8Array;
  /** Then it hangs up, says nothing more, or goes on with this for ever, byte by byte. */
  readonly afterwards: "end" | "silence" | { readonly trickles: string };
}

/** A road on loopback. */
export interface Road {
  readonly port: number;
  /**
   * Connections on which something was asked, since the beginning. An HTTP client may open one to have it ready: that
   * asks nothing.
   */
  asked(): number;
  /** Connections that are open. */
  sockets(): number;
  /** Put a fault in the server's place, nothing at all ("refused"), or the server itself again (null). */
  take(fault: Fault | "refused" | null): Promise<void>;
  /** Break all connections. */
  cut(): void;
  close(): Promise<void>;
}

/** Milliseconds between two bytes of a server that is slow. */
const TRICKLE = 20;

/** A road to a server at a port. Whoever is on it when it changes loses the connection. */
export async function startRoad(target: number): Promise<Road> {
  let fault: Fault | null = null;
  let taken: Fault | "refused" | null = null;
  let asked = 0;
  const open = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    if (fault?.when === "connected") asked += 1;
    else socket.once("data", () => (asked += 1));
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
    if (fault) misbehave(socket, fault);
    else pass(socket, target);
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const shut = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  await listen(0);
  const { port } = server.address() as { port: number };
  return {
    port,
    asked: () => asked,
    sockets: () => open.size,
    cut,
    async take(next) {
      // Whoever is on a road that stays as it is keeps the connection.
      if (next === taken) return;
      taken = next;
      const closed = next === "refused" && server.listening ? shut() : undefined;
      cut();
      await closed;
      fault = next === "refused" ? null : next;
      if (next !== "refused" && !server.listening) await listen(port);
    },
    async close() {
      const closed = server.listening ? shut() : undefined;
      cut();
      await closed;
    },
  };
}

function pass(socket: Socket, port: number): void {
  const onward = connect({ port, host: "127.0.0.1" });
  onward.on("error", () => socket.destroy()).on("close", () => socket.destroy());
  socket.on("close", () => onward.destroy());
  socket.pipe(onward).pipe(socket);
}

function misbehave(socket: Socket, { when, says, afterwards }: Fault): void {
  let trickling: NodeJS.Timeout | undefined;
  const speak = () => {
    if (afterwards === "end") return void socket.end(says);
    socket.write(says);
    if (afterwards !== "silence") trickling = setInterval(() => socket.write(afterwards.trickles), TRICKLE);
  };
  socket.on("data", () => undefined);
  if (when === "connected") speak();
  else socket.once("data", speak);
  socket.on("close", () => clearInterval(trickling));
  // A slow server goes on, whoever has taken leave: only who destroys the connection is rid of it.
  socket.on("end", () => trickling ?? socket.end());
}
