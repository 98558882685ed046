/**
 * Who may do what, for each dialect in its document's words. The contract has the final say; stricter rules of a
 * document are enforced here.
 */
import type { Role } from "../shared/roles.ts";

/**
 * Who may do an operation: those who hold one of these roles, a batch's custodian or who acts for it, the owner of a location
 * or product, who decides on roles (an administrator of this installation, or a registrar on chain), whoever is signed in, or
 * anybody at all.
 */
export type Permission = readonly Role[] | "custodian" | "owner" | "role-decider" | "signed-in" | "anybody";

/** The operations of the five dialects. */
export const PERMISSIONS = {
  inspection: {
    // The document names producers and inspectors alone: a regulator, and who has no role yet, signs for itself as well.
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
    // One's own; others' are for regulators and this installation's administrators.
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
    readEvent: "signed-in",
    // Only who wrote it.
    amendEvent: "signed-in",
    listParties: "signed-in",
    admitParty: "custodian",
    removeParty: "custodian",
    offerCustody: "custodian",
    cancelOffer: "custodian",
    // Only whom the batch is offered to.
    acceptOffer: "signed-in",
    refuseOffer: "signed-in",
    listOffers: "signed-in",
    // Who holds every one of the batches.
    handOver: "custodian",
    // Only whom it concerns: who gives, and who is to take.
    listHandOvers: "signed-in",
    readHandOver: "signed-in",
    signHandOver: "signed-in",
    acceptHandOver: "signed-in",
    refuseHandOver: "signed-in",
    cancelHandOver: "signed-in",
    consume: "custodian",
    // Also the batch's holder, and whom it admitted.
    addReadings: ["producer", "processor", "carrier", "regulator"],
    readReadings: "signed-in",
    proveReading: "signed-in",
    readPublicReadings: "anybody",
    provePublicReading: "anybody",
    // Who holds what downstream: only participants, regulators and inspectors.
    readLineage: "signed-in",
    readPublicLineage: "anybody",
    readAncestors: "signed-in",
    readPublicAncestors: "anybody",
    readPublicRecalls: "anybody",
    // By the token in a mail.
    readRecallNotice: "anybody",
    answerRecallNotice: "anybody",
    // Also who holds or made the batch.
    recall: ["regulator"],
    // Only what concerns the caller.
    listRecalls: "signed-in",
    readRecall: "signed-in",
    // Only who holds or held a batch of it; only who began it.
    acknowledgeRecall: "signed-in",
    liftRecall: "signed-in",
    listRecallOperations: "signed-in",
    // Also this installation's administrators, as inspectors on chain.
    erase: ["regulator"],
    // Rate limited: whom a record is about has no account as a rule.
    askForErasure: "anybody",
    // Also this installation's administrators.
    listErasureRequests: ["regulator"],
    refuseErasureRequest: ["regulator"],
    // Also the batch's holder.
    hold: ["inspector", "regulator"],
    releaseHold: ["inspector", "regulator"],
    split: "custodian",
    // Also who may create batches, of what it holds.
    transform: "custodian",
    // Of all batches that one holds: of none, for who holds none.
    listOwnParties: "signed-in",
    admitToAll: "signed-in",
    removeFromAll: "signed-in",
    getPublic: "anybody",
    readIntegrity: "anybody",
    listLines: "anybody",
    // At deployment; the chain decides who may write the kind. Also the batch's holder, as a declaration of its own.
    issueCertificate: ["inspector", "regulator"],
    attestCertificate: ["inspector", "regulator"],
    listCertificates: "signed-in",
    // Only the issuer, who attested it, or a regulator.
    revokeCertificate: "signed-in",
    readCertificate: "anybody",
    issueCommitment: "custodian",
    listCommitments: "signed-in",
    searchCommitments: "signed-in",
    readCommitment: "anybody",
    leaveFeedback: "anybody",
    // Also the batch's creator, its holder, and this installation's administrators.
    statistics: ["regulator"],
    scanAnomalies: ["regulator"],
    listFeedback: ["regulator"],
    listLocations: "signed-in",
    // Also whom it is lent to.
    readLocation: "owner",
    updateLocation: "owner",
    updateProduct: "owner",
    lendItem: "owner",
    listLoans: "owner",
    endLoan: "owner",
    // Also registrars.
    confirmProfile: ["regulator"],
    withdrawConfirmation: ["regulator"],
    ownProfile: "signed-in",
    putProfile: "signed-in",
    withdrawProfile: "signed-in",
    findByGln: "signed-in",
    readProfile: "anybody",
    applyForRole: "signed-in",
    listRoleApplications: "role-decider",
    // Also the applicant.
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
} as const satisfies Record<string, Record<string, Permission>>;
