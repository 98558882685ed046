// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Kind} from "../types/Kind.sol";

/// @title Why Suyuan's trace refuses an act
/// @notice The errors of all verbs.
interface ITraceErrors {
    /* NAMES */

    /// @notice The code is not what a batch's may be: see `ITrace.create`.
    error InvalidCode();
    /// @notice A batch of this code exists already.
    /// @param id The batch.
    error BatchExists(bytes32 id);
    /// @notice The namespace is not 1 to 32 printable ASCII bytes without spaces, `:` and `~`.
    error InvalidNamespace();
    /// @notice The namespace is another's.
    /// @param owner Whose it is; zero if it is nobody's.
    error NamespaceTaken(address owner);

    /* BATCHES */

    /// @notice There is no such batch.
    /// @param id The batch.
    error UnknownBatch(bytes32 id);
    /// @notice The batch is recalled or withdrawn, so it takes no such line.
    /// @param id The batch.
    /// @param flags 1 withdrawn, 2 recalled by its holder, 4 by its maker, 8 by order.
    error BatchNotActive(bytes32 id, uint256 flags);
    /// @notice The batch is recalled so already.
    /// @param id The batch.
    error AlreadyRecalled(bytes32 id);
    /// @notice The batch is not recalled so that the actor could lift it.
    /// @param id The batch.
    error NotRecalled(bytes32 id);
    /// @notice The batch has as many lines as it may have of this sort; the numbers left are for recalls.
    /// @param id The batch.
    error SequenceExhausted(bytes32 id);
    /// @notice The batch has no line of that number.
    /// @param id The batch.
    /// @param seq The number.
    error UnknownLine(bytes32 id, uint24 seq);

    /* WHO MAY */

    /// @notice The actor has no standing to write this kind on this batch: see `Capacity`.
    /// @param actor Who tried.
    /// @param kind The kind.
    error UnauthorizedActor(address actor, Kind kind);
    /// @notice Only the batch's custodian and its agents may do this.
    /// @param id The batch.
    /// @param actor Who tried.
    error NotHolder(bytes32 id, address actor);
    /// @notice Only a regulator may do this.
    /// @param actor Who tried.
    error NotRegulator(address actor);
    /// @notice Only a registrar, or for regulators and registrars the default admin, may do this.
    /// @param actor Who tried.
    error NotRegistrar(address actor);
    /// @notice Only the default admin may do this.
    /// @param actor Who tried.
    error NotAdmin(address actor);
    /// @notice This contract itself, or nobody, can be no account, custodian, party, agent or owner.
    /// @param account What was given.
    error InvalidAccount(address account);

    /* VALUES */

    /// @notice The digest is zero, which is no document's.
    error InvalidDigest();
    /// @notice The unit is not two or three capital letters or digits.
    error InvalidUnit();
    /// @notice The verdict is neither pass nor fail.
    error InvalidVerdict();
    /// @notice The kind is empty, has bytes that are not printable ASCII, or is called what another verb's lines are.
    /// @param kind The kind.
    error InvalidKind(Kind kind);
    /// @notice Lines of this kind are written by a verb of their own (`create`, `inspect`), not by `record`.
    /// @param kind The kind.
    error ReservedKind(Kind kind);
    /// @notice The set of roles has bits that stand for no role.
    /// @param roles The set.
    error InvalidRoles(uint256 roles);
    /// @notice The Merkle root is zero, which is no tree's, or it stands for no readings.
    error InvalidRoot();
    /// @notice A list is empty, or longer than this verb takes.
    /// @param length How long it is.
    /// @param maximum How long it may be.
    error InvalidLength(uint256 length, uint256 maximum);
    /// @notice A batch has less than what is to be taken out of it, or nothing is to be taken.
    /// @param id The batch.
    /// @param quantity What there is, in thousandths of the unit.
    /// @param wanted What was to be taken.
    error InsufficientQuantity(bytes32 id, uint56 quantity, uint56 wanted);

    /* CUSTODY */

    /// @notice The batch is not offered to this account, or to nobody.
    /// @param id The batch.
    /// @param actor Who tried; zero where an offer was to be taken back that does not exist.
    error NotOffered(bytes32 id, address actor);
    /// @notice Custody goes neither to nobody nor to who has it already.
    /// @param to To whom it should go.
    error InvalidCustodian(address to);
    /// @notice The batch holds another quantity than the one that was agreed on.
    /// @param id The batch.
    /// @param quantity What it holds, in thousandths of the unit.
    error OtherQuantity(bytes32 id, uint56 quantity);
    /// @notice None of the batches fits: nothing was written.
    error NothingDone();

    /* SIGNATURES */

    /// @notice The signature's deadline is past.
    /// @param deadline The deadline, in seconds.
    error SignatureExpired(uint256 deadline);
    /// @notice The signature is not the actor's over this act.
    /// @param actor Who is said to have signed.
    error InvalidSignature(address actor);
    /// @notice The nonce was used or voided, or is too far from the actor's next.
    /// @param actor Who signed.
    /// @param nonce The nonce.
    error InvalidNonce(address actor, uint256 nonce);
    /// @notice There is too little gas to give every act what the caller said.
    /// @param act The first act that would not get it.
    error InsufficientGas(uint256 act);
    /// @notice Signed acts can not contain calls that bring others.
    error Nested();

    /* THE CONTRACT */

    /// @notice Writing is stopped.
    error EnforcedPause();
    /// @notice No batch begins or changes hands here any more.
    /// @param successor The deployment to go on with.
    error ContractRetired(address successor);
}
