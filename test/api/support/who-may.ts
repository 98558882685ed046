/**
 * Who may do each operation, told a second time: a table that is tested by itself passes whatever stands in it. An
 * operation that is new or gone does not compile until it is told here too.
 */
import type { Kind } from "../../../domain/records/kinds.ts";
import type { PERMISSIONS, Permission } from "../../../domain/roles/permissions.ts";
import type { Role } from "../../../domain/shared/roles.ts";

export const WHO_MAY: { readonly [D in keyof typeof PERMISSIONS]: Record<keyof (typeof PERMISSIONS)[D], Permission> } =
  {
    inspection: {
      bindWallet: "signed-in",
      requestUpload: ["inspector"],
      createBatch: ["producer"],
      getBatch: "signed-in",
      submitInspection: ["inspector"],
    },
    tomato: {
      query: "anybody",
      add: ["producer", "processor"],
      updateHarvest: ["producer"],
      updateTransport: ["carrier"],
      updateProcessing: ["processor"],
      evaluate: ["inspector"],
    },
    orders: {
      bindCompany: "signed-in",
      searchOrders: "signed-in",
      orderStatus: "signed-in",
      orderMaterials: "signed-in",
      materialProgress: "signed-in",
      sendTemplateMessage: "signed-in",
      listMessages: "signed-in",
      wechatProfile: "signed-in",
      profile: "signed-in",
      monitor: "anybody",
    },
    traces: {
      list: "signed-in",
      create: ["producer", "processor"],
      get: "signed-in",
      update: "custodian",
      remove: "custodian",
      listRevisions: "signed-in",
      listEvents: "signed-in",
      listParties: "signed-in",
      admitParty: "custodian",
      removeParty: "custodian",
      listOwnParties: "signed-in",
      admitToAll: "signed-in",
      removeFromAll: "signed-in",
      getPublic: "anybody",
      issueCertificate: ["inspector", "regulator"],
      attestCertificate: ["inspector", "regulator"],
      listCertificates: "signed-in",
      revokeCertificate: "signed-in",
      readCertificate: "anybody",
      leaveFeedback: "anybody",
      statistics: ["regulator"],
      scanAnomalies: ["regulator"],
      listFeedback: ["regulator"],
      lendItem: "owner",
      listLoans: "owner",
      endLoan: "owner",
      confirmProfile: ["regulator"],
      withdrawConfirmation: ["regulator"],
      ownProfile: "signed-in",
      putProfile: "signed-in",
      withdrawProfile: "signed-in",
      findByGln: "signed-in",
      readProfile: "anybody",
      applyForRole: "signed-in",
      listRoleApplications: "role-decider",
      readRoleApplication: "role-decider",
      readRoleTransaction: "role-decider",
      grantRoleApplication: "role-decider",
      refuseRoleApplication: "role-decider",
      revokeRoleApplication: "role-decider",
    },
    accounts: {
      me: "signed-in",
      changePassword: "signed-in",
      logOut: "signed-in",
      requestEmailVerification: "signed-in",
    },
  };

/** Who may write each kind of step on a new deployment. */
export const WHO_MAY_WRITE: Readonly<Record<Kind, readonly Role[]>> = {
  creation: ["producer", "processor"],
  harvest: ["producer"],
  processing: ["producer", "processor"],
  packaging: ["producer", "processor"],
  storage: ["producer", "processor", "carrier", "retailer"],
  transport: ["carrier"],
  telemetry: ["producer", "processor", "carrier"],
  evaluation: ["inspector"],
  inspection: ["inspector", "regulator"],
  certificate: ["inspector", "regulator"],
  sale: ["retailer"],
  declaration: [],
};
