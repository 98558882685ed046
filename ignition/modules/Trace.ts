import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** Deploys `Trace` with its admin, its registrar, the deployment it follows, and who may write which kind of step. */
export default buildModule("Trace", (module) => ({
  trace: module.contract("Trace", [
    module.getParameter("admin"),
    module.getParameter("registrar"),
    module.getParameter("predecessor"),
    module.getParameter("kinds"),
  ]),
}));
