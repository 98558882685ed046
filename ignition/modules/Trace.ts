import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** Deploys `Trace` with its admin, its registrar and the deployment it follows. It makes its extension itself. */
export default buildModule("Trace", (module) => ({
  trace: module.contract("Trace", [
    module.getParameter("admin"),
    module.getParameter("registrar"),
    module.getParameter("predecessor"),
  ]),
}));
