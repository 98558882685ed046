// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceTypes} from "./ITraceTypes.sol";
import {Kind} from "../types/Kind.sol";

/// @title The verbs of Suyuan's trace whose code lies in the extension
/// @notice They are called on `Trace` like all others, and described as in `ITrace`.
interface ITraceExtension is ITraceTypes {
    /* VERBS: ATTESTATIONS */

    /// @notice Attest up to 256 steps of one kind in one line, such as a day's readings.
    /// @dev Signed: `RecordSeries(string code,string kind,bytes32[] digests,address actor,uint40 nonce,
    ///      uint256 deadline)`.
    /// @param id The batch.
    /// @param kind The kind of step.
    /// @param digests SHA-256 of each record document.
    function recordSeries(bytes32 id, Kind kind, bytes32[] calldata digests) external;

    /// @notice Attest readings, a million as cheaply as one, by the root of a Merkle tree over them, as `telemetry`.
    /// @dev Signed: `Anchor(string code,bytes32 root,uint32 count,bytes32 digest,address actor,uint40 nonce,
    ///      uint256 deadline)`.
    /// @param id The batch.
    /// @param root The root of OpenZeppelin's `StandardMerkleTree`.
    /// @param count How many readings there are; not zero.
    /// @param digest SHA-256 of the record document that says where the readings are kept.
    function anchor(bytes32 id, bytes32 root, uint32 count, bytes32 digest) external;

    /// @notice Put a new record document in the place of an earlier line's that the same actor wrote. That it is the same
    ///         is for readers to check: of another's line this is no amendment.
    /// @dev Signed: `Amend(string code,uint24 amended,uint16 index,bytes32 digest,address actor,uint40 nonce,
    ///      uint256 deadline)`.
    /// @param id The batch.
    /// @param amended The `seq` of the line to amend.
    /// @param index Which digest of a series, counted from 0; 0 for any other line.
    /// @param digest SHA-256 of the new record document.
    function amend(bytes32 id, uint24 amended, uint16 index, bytes32 digest) external;

    /* VERBS: RECALLS */

    /// @notice Lift a recall of one's own: the holder the holder's, the maker the maker's. A maker that holds its batch
    ///         again lifts first the one, then the other. Works while paused.
    /// @dev Signed: `Lift(…)` with the members of `Recall`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function lift(bytes32 id, bytes32 digest) external;

    /// @notice Lift an order or, where there is none, the maker's recall: regulators. Works while paused.
    /// @dev Signed: `LiftOrder(…)` with the members of `Recall`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function liftOrder(bytes32 id, bytes32 digest) external;

    /// @notice Recall up to 256 batches, such as all that came of one. Those that the actor cannot recall, or that are
    ///         recalled so already, are left out with a `BatchSkipped`. Works while paused.
    /// @dev Signed: `RecallMany(bytes32[] batches,bool order,bytes32 digest,address actor,uint40 nonce,
    ///      uint256 deadline)`, the batches by their ids.
    /// @param ids The batches.
    /// @param order Whether a regulator orders it; else as `recall`.
    /// @param digest SHA-256 of the record document.
    function recallMany(bytes32[] calldata ids, bool order, bytes32 digest) external;

    /// @notice End a batch: the holder. Not while its maker or an order recalls it.
    /// @dev Signed: `Withdraw(…)` with the members of `Recall`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function withdraw(bytes32 id, bytes32 digest) external;

    /* VERBS: CUSTODY */

    /// @notice Say no to an offer.
    /// @dev Signed: `RefuseCustody(…)` with the members of `Recall`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function refuseCustody(bytes32 id, bytes32 digest) external;

    /// @notice Take an offer back: the holder.
    /// @dev Signed: `CancelOffer(…)` with the members of `Recall`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function cancelOffer(bytes32 id, bytes32 digest) external;

    /// @notice Become the custodian of up to 256 batches with their holder's consent. Those that it does not hold or no
    ///         longer hold the quantity, or that cannot change hands, are left out with a `BatchSkipped`.
    /// @dev Signed: `TakeMany(Item[] batches,address from,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`
    ///      `Item(string code,uint56 quantity)`, where `from` is who consents.
    /// @param batches The batches, with the quantity that each holds.
    /// @param digest SHA-256 of the record document.
    /// @param consent The holder's word, over the same batches and the same digest.
    function takeMany(Item[] calldata batches, bytes32 digest, Consent calldata consent) external;

    /// @notice Let anybody with a role write on a batch, or only whom one admits: the holder.
    /// @dev Signed: `SetOpen(string code,bool open,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`.
    /// @param id The batch.
    /// @param open Whether anybody may.
    /// @param digest SHA-256 of the record document.
    function setOpen(bytes32 id, bool open, bytes32 digest) external;

    /* VERBS: LINEAGE */

    /// @notice Make 1 to 64 new batches of parts of an active one: the holder. What the parts take and what remains make up
    ///         exactly what there was. A part's code is the batch's, `~`, and the part's name; at most 128 bytes.
    /// @dev Signed: `Split(string code,Part[] parts,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`
    ///      `Part(string name,uint56 quantity,bytes32 digest)`.
    /// @param code The batch's code.
    /// @param parts What becomes of it.
    /// @param digest SHA-256 of the record document of the split itself.
    function split(string calldata code, Part[] calldata parts, bytes32 digest) external;

    /// @notice Make 1 to 64 new batches, with units of their own, of 1 to 64 active ones of one custodian, who becomes their
    ///         custodian and maker and may create batches. An input may be named twice: each time takes from what is left.
    /// @dev Signed: `Transform(Item[] inputs,Output[] outputs,bool open,bytes32 digest,address actor,uint40 nonce,
    ///      uint256 deadline)` `Item(string code,uint56 quantity)`
    ///      `Output(string code,string unit,uint56 quantity,bytes32 digest)`.
    /// @param inputs What goes in.
    /// @param outputs What comes out; their codes as in `create`.
    /// @param open Whether anybody with a role may write on the outputs.
    /// @param digest SHA-256 of the record document of the transformation itself.
    function transform(Item[] calldata inputs, Output[] calldata outputs, bool open, bytes32 digest) external;

    /* VERBS: STANDING AND ACCOUNTS */

    /// @notice Let somebody write the kinds of its own roles on a custodian's batches, or no longer: the custodian or its
    ///         agent. It ends when custody moves, and is valid again if that comes back.
    /// @dev Signed: `SetParty(bytes32 batch,address custodian,address account,bool admitted,address actor,uint40 nonce,
    ///      uint256 deadline)`.
    /// @param id The batch, or zero for all that the custodian holds.
    /// @param custodian Whose batches.
    /// @param account Who is admitted.
    /// @param admitted Whether it is from now on.
    function setParty(bytes32 id, address custodian, address account, bool admitted) external;

    /// @notice Let somebody act as the holder of all one's batches, or no longer.
    /// @dev Signed: `SetAgent(address account,bool added,address actor,uint40 nonce,uint256 deadline)`.
    /// @param account Who may act.
    /// @param added Whether it may from now on.
    function setAgent(address account, bool added) external;

    /// @notice Propose to give another account all that one holds and made.
    /// @dev Signed: `MoveAccount(address to,address actor,uint40 nonce,uint256 deadline)`.
    /// @param to Who gets it; zero to take the proposal back.
    function moveAccount(address to) external;

    /// @notice Accept what another account gives: from now on the actor is maker in its place, and holder beside it, for
    ///         good, so that it can take its batches with `takeMany` and a consent of its own.
    /// @dev Signed: `AcceptAccount(address from,address actor,uint40 nonce,uint256 deadline)`.
    /// @param from Who gives it.
    function acceptAccount(address from) external;

    /// @notice Give a namespace to an account: a registrar a free one, its owner or the default admin one that is owned.
    /// @dev Signed: `SetNamespace(string name,address owner,address actor,uint40 nonce,uint256 deadline)`.
    /// @param name 1 to 32 printable ASCII bytes without spaces, `:` and `~`.
    /// @param owner Whose it is from now on.
    function setNamespace(string calldata name, address owner) external;

    /// @notice Void a signature that was not brought yet.
    /// @dev Signed: `VoidNonce(address actor,uint40 nonce,uint256 deadline)`, with the nonce to void.
    /// @param nonce Its nonce.
    function voidNonce(uint40 nonce) external;

    /* ADMINISTRATION */

    /// @notice Set until when an account's roles hold: a registrar; for a regulator or registrar the default admin.
    /// @param account Whose.
    /// @param validUntil Last second, or 0 for no end.
    function setTerm(address account, uint40 validUntil) external;

    /// @notice Set which roles may write a kind of step. Default admin only.
    /// @param kind The kind.
    /// @param roles The set of roles, as in `KindSet`; 0 closes the kind.
    function setKindRole(Kind kind, uint256 roles) external;

    /// @notice Stop all writing but recalls, their lifting and administration, or let it go on. Default admin only.
    /// @param paused Whether to stop it.
    function setPaused(bool paused) external;

    /// @notice Announce that no batch begins or changes hands here after three days. Default admin only, once.
    /// @param successor The deployment to go on with.
    function retire(address successor) external;
}
