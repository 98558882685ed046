// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Capacity} from "../types/Capacity.sol";
import {Verdict} from "../types/Journey.sol";
import {Kind} from "../types/Kind.sol";

/// @title The lines of Suyuan's trace
/// @notice Every act is one *line*: an event that carries who did it, in which capacity, when, and the SHA-256 digest
///         of
///         the record document that tells the details. Lines are numbered without gaps, `line` over the whole contract
///        and
///         `seq` within a batch. Nothing is ever changed or taken away; a correction is a further line.
/// @dev **Leaf, head and chain.** A line's *leaf* is `keccak256(topics || data)` of its log, exactly the bytes that
///      `eth_getLogs` returns. A batch's *head* starts at zero and becomes the first 27 bytes of
///      `keccak256(head || leaf)` with each line; the contract's *chain* becomes the first 26 bytes of
///      `keccak256(chain || leaf)` with each line of any batch or of administration. So whoever is shown lines
///        recomputes
///      the head or the chain and compares it with one call: no log scan, and no trust in whoever showed them. Only
///      lines of batches have the batch's id as their first indexed value, so one filter gives a batch's lines.
interface ITraceLines {
    /* TYPES */

    /// @notice What became of what was consumed.
    enum Reason {
        Sold,
        Used,
        Lost,
        Destroyed,
        Sample
    }

    /* LINES OF BATCHES */

    /// @notice A batch was created.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param unit UN/ECE Recommendation 20 code of the unit, such as KGM, left-aligned ASCII.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param holder Its custodian; another than the actor if that is its agent.
    /// @param open Whether anybody with a role may write on it.
    /// @param code The batch's public name.
    event Created(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        bytes3 unit,
        uint56 quantity,
        address holder,
        bool open,
        string code
    );

    /// @notice A step was attested.
    /// @param id The batch.
    /// @param kind The kind of step, such as `harvest`.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    event Recorded(
        bytes32 indexed id,
        Kind indexed kind,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles
    );

    /// @notice Steps of one kind were attested together; `digest` is SHA-256 of their digests one after another.
    /// @param id The batch.
    /// @param kind The kind of step, such as `harvest`.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param digests SHA-256 of each record document.
    event SeriesRecorded(
        bytes32 indexed id,
        Kind indexed kind,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        bytes32[] digests
    );

    /// @notice The batch was inspected. The verdict stands unless one of a higher rank does.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param verdict Pass or fail.
    event Inspected(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        Verdict verdict
    );

    /// @notice A new record document takes the place of an earlier line's, if the same actor wrote that; the earlier
    ///         one stays.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param amended The `seq` of the line that is amended.
    /// @param index Which digest of a series, counted from 0; 0 for any other line.
    event Amended(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        uint24 amended,
        uint16 index
    );

    /// @notice Many readings were attested by the root of a Merkle tree over them.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param root The tree's root, as OpenZeppelin's `merkle-tree` makes it.
    /// @param count How many readings the actor says there are.
    event Anchored(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        bytes32 root,
        uint32 count
    );

    /// @notice The batch was recalled: by its holder or its maker, or ordered by an authority, as the capacity says.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    event Recalled(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles
    );

    /// @notice A recall was lifted.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param recaller In which capacity the recall that ends was made.
    event Lifted(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        Capacity recaller
    );

    /// @notice The batch was withdrawn: only recalls follow that authorities order.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    event Withdrawn(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles
    );

    /// @notice Some of the batch is no more.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param used How much, in thousandths of the unit.
    /// @param quantity What remains, in thousandths of the unit.
    /// @param reason What became of it.
    event Consumed(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        uint56 used,
        uint56 quantity,
        Reason reason
    );

    /// @notice From now on anybody with a role may write on the batch, or only whom its custodian admits.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param open Whether anybody with a role may write on it.
    event OpenSet(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        bool open
    );

    /// @notice The batch was offered; an earlier offer is void.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param to Who may accept or refuse it.
    event CustodyOffered(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        address to
    );

    /// @notice The batch changed hands: the actor is its custodian. Any offer is void.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param from Who held it until now.
    /// @param quantity The quantity, in thousandths of the unit.
    event CustodyAccepted(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        address from,
        uint56 quantity
    );

    /// @notice An offer was refused: the batch stays where it is.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param custodian Who holds it.
    event CustodyRefused(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        address custodian
    );

    /// @notice An offer was taken back.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param to To whom it was offered.
    event OfferCancelled(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        address to
    );

    /// @notice Parts of the batch became batches of their own; each begins with a `SplitOff`. Any offer is void.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param quantity What remains, in thousandths of the unit.
    /// @param parts The new batches.
    event Split(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        uint56 quantity,
        bytes32[] parts
    );

    /// @notice A batch begins as a part of another, whose unit and maker are its own.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param parent The batch that it was part of.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param holder Its custodian; another than the actor if that is its agent.
    /// @param open Whether anybody with a role may write on it.
    /// @param code The batch's public name.
    event SplitOff(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        bytes32 parent,
        uint56 quantity,
        address holder,
        bool open,
        string code
    );

    /// @notice Some of the batch went into others, each of which begins with a `Produced`. Any offer is void.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param used How much, in thousandths of the unit.
    /// @param quantity What remains, in thousandths of the unit.
    /// @param outputs The new batches.
    event Transformed(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        uint56 used,
        uint56 quantity,
        bytes32[] outputs
    );

    /// @notice A batch begins as what was made of others.
    /// @param id The batch.
    /// @param actor Who wrote the line.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param capacity In which capacity the actor wrote it.
    /// @param roles The actor's roles that may write it, as a set of bits; 0 where it was none of them.
    /// @param unit UN/ECE Recommendation 20 code of the unit, such as KGM, left-aligned ASCII.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param holder Its custodian; another than the actor if that is its agent.
    /// @param open Whether anybody with a role may write on it.
    /// @param code The batch's public name.
    /// @param inputs The batches that it was made of.
    event Produced(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint40 line,
        uint24 seq,
        uint40 timestamp,
        Capacity capacity,
        uint16 roles,
        bytes3 unit,
        uint56 quantity,
        address holder,
        bool open,
        string code,
        bytes32[] inputs
    );

    /* LINES OF ADMINISTRATION */

    /// @notice An account's roles or their term changed.
    /// @param account Whose.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param roles The set that it has from now on: 1 producer, 2 processor, 4 carrier, 8 inspector, 16 retailer, 32
    ///        regulator,
    ///        64 registrar, 128 default admin.
    /// @param validUntil Last second at which they hold; 0 for no end.
    event RolesSet(
        address indexed account,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        uint16 roles,
        uint40 validUntil
    );

    /// @notice The default admin's rights are to go to another account, or no longer are.
    /// @param account To whom; zero if a transfer was called off.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param acceptableFrom When it may be accepted; 0 if it was called off.
    event AdminTransferSet(
        address indexed account,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        uint48 acceptableFrom
    );

    /// @notice How long such a transfer takes is to change, or no longer is.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param delay The delay, in seconds; 0 if a change was called off.
    /// @param effectiveFrom When it applies; 0 if it was called off.
    event AdminDelaySet(
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        uint48 delay,
        uint48 effectiveFrom
    );

    /// @notice From now on a kind of step may be written by these roles.
    /// @param kind The kind.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param roles The set of roles, 256 for the batch's holder alone; 0 closes the kind.
    event KindSet(
        Kind indexed kind,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        uint16 roles
    );

    /// @notice Writing was stopped, or goes on.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param paused Whether it is stopped.
    event PauseSet(
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        bool paused
    );

    /// @notice An account was described, or a description was withdrawn.
    /// @param account Who is described.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param digest SHA-256 of its profile; zero to withdraw what the actor said before.
    /// @param roles By which of these roles the actor confirms it: 32 regulator, 64 registrar; 0 if it speaks for
    ///        itself.
    event AccountDescribed(
        address indexed account,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        bytes32 digest,
        uint16 roles
    );

    /// @notice A custodian admitted somebody to its batches, or does no longer.
    /// @param account Who is admitted.
    /// @param id The batch; zero for all that it holds.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param custodian Whose batches; another than the actor if that is its agent.
    /// @param admitted Whether it is from now on.
    event PartySet(
        address indexed account,
        bytes32 indexed id,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        address custodian,
        bool admitted
    );

    /// @notice A custodian lets somebody act for it, or does no longer.
    /// @param custodian For whom.
    /// @param account Who acts.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param added Whether it may from now on.
    event AgentSet(
        address indexed custodian,
        address indexed account,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        bool added
    );

    /// @notice Codes that begin with a namespace are created by its owner alone.
    /// @param owner Whose it is.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param namespace What stands before the colon.
    event NamespaceSet(
        address indexed owner,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        string namespace
    );

    /// @notice An account gave another all it holds and made, or proposes to.
    /// @param from Who gives.
    /// @param to Who gets.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param accepted Whether the other accepted.
    event AccountMoved(
        address indexed from,
        address indexed to,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        bool accepted
    );

    /// @notice A signature that was not brought yet is void.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param nonce Its nonce.
    event NonceVoided(
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        uint40 nonce
    );

    /// @notice No batch begins or changes hands here after a time.
    /// @param successor The deployment to go on with.
    /// @param actor Who did it.
    /// @param line The line's number over the whole contract.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param from From when on, in seconds.
    event Retired(
        address indexed successor,
        address indexed actor,
        uint40 line,
        uint40 timestamp,
        uint40 from
    );
}
