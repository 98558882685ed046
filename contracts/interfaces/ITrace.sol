// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ITraceExtension} from "./ITraceExtension.sol";
import {Verdict} from "../types/Journey.sol";
import {Kind} from "../types/Kind.sol";

/// @title Suyuan's trace of batches
/// @notice Batches, who holds them, and what is attested of them.
/// @dev **Standing.** A line is written in a capacity (see `Capacity`). An *authority* (a regulator for every kind, an
///      inspector for the kinds that only inspectors and regulators write) writes on any batch; on an *open* batch
///      everybody with a *role* of the kind does; the *holder* (custodian or agent) writes every kind that is not for
///      authorities alone; a *party*, whom the custodian admitted, the kinds of its own roles. The first that applies, in
///      that order, stands in the line.
///
///      **Signatures.** Each verb below that writes a line can be signed (EIP-712 domain: name "Suyuan Trace", version
///      "2") and brought by anybody with `bring`. The struct that is signed is named at the verb. A batch's id is
///      `keccak256(bytes(code))`, which is also how EIP-712 encodes `string code`: wallets show the code itself, and the
///      same holds for kinds, units, verdicts and reasons. `nonce` is any unused one of the actor's last 120, or up to 119
///      ahead of its next: acts that were signed together land in any order, and nobody but the actor can void one.
interface ITrace is ITraceExtension {
    /* VERBS: ATTESTATIONS */

    /// @notice Create a batch. The holder needs a role that may write `creation`.
    /// @dev Signed: `Create(string code,string unit,uint56 quantity,bool open,address holder,bytes32 digest,
    ///      address actor,uint40 nonce,uint256 deadline)`.
    /// @param code Its public, globally unique name: up to 64 printable ASCII bytes, no spaces and no `~`. A code may begin
    ///        with a namespace and `:`; then the holder must own the namespace.
    /// @param unit UN/ECE Recommendation 20 code such as "KGM", left-aligned.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param open Whether anybody with a role may write on it; else only whom its custodian admits, and authorities.
    /// @param holder Its custodian and maker: the actor, or for whom the actor is an agent.
    /// @param digest SHA-256 of the record document.
    /// @return id keccak256 of the code.
    function create(string calldata code, bytes3 unit, uint56 quantity, bool open, address holder, bytes32 digest)
        external
        returns (bytes32 id);

    /// @notice Attest a step on a batch that is not withdrawn.
    /// @dev Signed: `Record(string code,string kind,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`.
    /// @param id The batch.
    /// @param kind The kind of step.
    /// @param digest SHA-256 of the record document.
    function record(bytes32 id, Kind kind, bytes32 digest) external;

    /// @notice Inspect a batch that is not withdrawn. A verdict stands until one of the same or a higher rank is given.
    /// @dev Signed: `Inspect(string code,string verdict,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`
    ///      with the verdict `pass` or `fail`.
    /// @param id The batch.
    /// @param verdict Pass or fail.
    /// @param digest SHA-256 of the record document.
    function inspect(bytes32 id, Verdict verdict, bytes32 digest) external;

    /* VERBS: RECALLS */

    /// @notice Recall a batch: its holder, or who made it. Works while paused. A recalled batch takes steps and
    ///         inspections, for how it is taken back is part of its journey, but it neither becomes part of another nor
    ///         changes hands, unless it goes back to its maker.
    /// @dev Signed: `Recall(string code,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function recall(bytes32 id, bytes32 digest) external;

    /// @notice Order the recall of a batch, be it withdrawn: regulators. Works while paused.
    /// @dev Signed: `OrderRecall(…)` with the members of `Recall`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function orderRecall(bytes32 id, bytes32 digest) external;

    /// @notice Say that some of a batch is no more: the holder. Of a recalled batch only what is destroyed or a sample.
    /// @dev Signed: `Consume(string code,uint56 quantity,string reason,bytes32 digest,address actor,uint40 nonce,
    ///      uint256 deadline)`, the reason one of `sold`, `used`, `lost`, `destroyed`, `sample`.
    /// @param id The batch.
    /// @param quantity How much, in thousandths of the unit; not zero.
    /// @param reason What became of it.
    /// @param digest SHA-256 of the record document.
    function consume(bytes32 id, uint56 quantity, Reason reason, bytes32 digest) external;

    /* VERBS: CUSTODY */

    /// @notice Offer a batch to another account: the holder. The offer stands until it is accepted, refused, cancelled or
    ///         replaced, or until the batch's quantity, custodian or status changes otherwise.
    /// @dev Signed: `OfferCustody(string code,address to,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`.
    /// @param id The batch.
    /// @param to Who may accept it. No role is needed: whom to trust with a batch is for its custodian to know.
    /// @param digest SHA-256 of the record document.
    function offerCustody(bytes32 id, address to, bytes32 digest) external;

    /// @notice Become the custodian of a batch that was offered to the actor.
    /// @dev Signed: `AcceptCustody(string code,uint56 quantity,bytes32 digest,address actor,uint40 nonce,
    ///      uint256 deadline)`.
    /// @param id The batch.
    /// @param quantity What it holds, so that nobody accepts half of what was agreed on.
    /// @param digest SHA-256 of the record document.
    function acceptCustody(bytes32 id, uint56 quantity, bytes32 digest) external;

    /* VERBS: STANDING AND ACCOUNTS */

    /// @notice Say under which profile an account goes: the account itself, or a registrar or regulator, which confirms it.
    /// @dev Signed: `DescribeAccount(address account,bytes32 digest,address actor,uint40 nonce,uint256 deadline)`.
    /// @param account Who is described.
    /// @param digest SHA-256 of the profile; zero to withdraw what the actor said before.
    function describeAccount(address account, bytes32 digest) external;

    /* VERBS: SIGNED ACTS */

    /// @notice Bring acts that others signed. One that fails is left out with an `ActSkipped`, and voids nothing.
    /// @param acts The acts, in the order in which they are tried.
    /// @param gasEach How much gas each act may use. Reverts if one would not get it.
    /// @return skipped Which of the first 256 acts failed: bit 0 is for the first.
    function bring(Signed[] calldata acts, uint256 gasEach) external returns (uint256 skipped);

    /* VIEWS */

    /// @notice A batch's state; all zero if it does not exist.
    /// @param id The batch.
    /// @return The state.
    function batchOf(bytes32 id) external view returns (BatchView memory);

    /// @notice The hash chain over all lines of a batch; zero if it does not exist.
    /// @param id The batch.
    /// @return The head: 27 bytes, left-aligned.
    function headOf(bytes32 id) external view returns (bytes32);

    /// @notice What one call proves a whole mirror against: the chain over all lines, and how many there are.
    /// @return chain The chain: 26 bytes, left-aligned.
    /// @return lineCount The number of the latest line.
    /// @return paused Whether writing is stopped.
    function state() external view returns (bytes32 chain, uint40 lineCount, bool paused);

    /// @notice To whom a batch is offered.
    /// @param id The batch.
    /// @return The account, or zero.
    function offerOf(bytes32 id) external view returns (address);

    /// @notice What the contract knows of an account.
    /// @param account The account.
    /// @return The state.
    function accountOf(address account) external view returns (AccountView memory);

    /// @notice Whether an account may write for a custodian, or on its batches.
    /// @param id The batch; zero to ask for all that the custodian holds.
    /// @param custodian Whose batches.
    /// @param account Who.
    /// @return isParty Whether it is admitted.
    /// @return isAgent Whether it acts for the custodian.
    function standingOf(bytes32 id, address custodian, address account)
        external
        view
        returns (bool isParty, bool isAgent);

    /// @notice Whether a signature with this nonce could be brought.
    /// @param account Whose.
    /// @param nonce The nonce.
    /// @return True if it was neither used nor voided and is not too far from its next.
    function isNonceFree(address account, uint40 nonce) external view returns (bool);

    /// @notice The set of roles that may write a kind of step.
    /// @param kind The kind.
    /// @return The set; 0 for an unknown kind.
    function kindRole(Kind kind) external view returns (uint256);

    /// @notice Whose a namespace is.
    /// @param name The namespace.
    /// @return Its owner, or zero.
    function namespaceOwner(string calldata name) external view returns (address);

    /// @notice Where this contract goes on.
    /// @return successor The deployment, or zero.
    /// @return from When no batch begins or changes hands here any more, in seconds.
    function retirement() external view returns (address successor, uint40 from);

    /// @notice The deployment that this one follows, or zero.
    /// @return Its address.
    function predecessor() external view returns (address);
}
