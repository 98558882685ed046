/**
 * js-ipfs with its RPC server, alone in the world: no peers, no bootstrapping, no discovery, and one port on loopback,
 * which it prints.
 *
 *     node server.js <folder of its repository>
 */
import { create } from "ipfs-core";
import { HttpApi } from "ipfs-http-server";

const ipfs = await create({
  repo: process.argv[2],
  offline: true,
  start: true,
  silent: true,
  preload: { enabled: false },
  libp2p: { connectionManager: { autoDial: false } },
  init: { algorithm: "Ed25519", emptyRepo: true, profiles: ["test"] },
  config: {
    Addresses: { Swarm: [], API: "/ip4/127.0.0.1/tcp/0", Gateway: "", Delegates: [] },
    Bootstrap: [],
    Discovery: { MDNS: { Enabled: false }, webRTCStar: { Enabled: false } },
    Routing: { Type: "none" },
    Pubsub: { Enabled: false },
  },
});
const api = new HttpApi(ipfs);
await api.start();
console.log(`port ${api._apiServers[0].info.port}`);
process.on("disconnect", () => process.exit(0));
