// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Status, Verdict} from "./types/Batch.sol";
import {Kind} from "./types/Kind.sol";

/// @title Suyuan's trace of batches
/// @notice Every act on a batch is one *line*: an event that carries who did it, when, and the SHA-256 digest of the
///         record document that tells the details. Lines are numbered twice without gaps: `seq` within their batch and
///         `line` over the whole contract. Nothing is ever changed or taken away; a correction is a further line.
/// @dev **Head.** A line's *leaf* is `keccak256(topics || data)` of its log, exactly the bytes that `eth_getLogs`
///      returns. The batch's *head* starts at zero and becomes `keccak256(head || leaf)` with each line. So whoever is
///      shown a batch's lines recomputes the head and compares it with one call of `headOf(id)`: no log scan, and no
///      trust in whoever showed them.
///
///      **Signatures.** Each verb has a `...BySig` twin by which anybody may bring another's signed act (EIP-712
///      domain: name "Suyuan Trace", version "1"). `seq` in the signed struct is the number that the new line will
///      have, so a signature lands once or never. A batch's id is `keccak256(bytes(code))`, which is also how EIP-712
///      encodes `string code`: wallets show the code itself, and the same holds for the kind.
interface ITrace {
    /* TYPES */

    /// @notice A batch as `batchOf` gives it.
    /// @param custodian The address that holds the batch.
    /// @param quantity What remains, in thousandths of the unit.
    /// @param seq The number of its latest line; 0 if the batch does not exist.
    /// @param status Where it stands.
    /// @param verdict The latest inspection's verdict.
    /// @param head The hash chain over all its lines.
    struct BatchView {
        address custodian;
        uint64 quantity;
        uint24 seq;
        Status status;
        Verdict verdict;
        bytes32 head;
    }

    /// @notice Who may write a kind of step.
    /// @param kind The kind.
    /// @param roles The set of roles, one bit each: 1 producer, 2 processor, 4 carrier, 8 inspector, 16 retailer,
    ///        32 regulator.
    struct KindRole {
        Kind kind;
        uint256 roles;
    }

    /* EVENTS: LINES */

    /// @notice A batch was created; the actor is its first custodian.
    /// @param id keccak256 of the code.
    /// @param actor Who created it.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch: 1.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param unit UN/ECE Recommendation 20 code of the unit, such as KGM, left-aligned ASCII.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param code The batch's public name.
    event Created(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        bytes3 unit,
        uint64 quantity,
        string code
    );

    /// @notice A step was attested.
    /// @param id The batch.
    /// @param kind The kind of step, such as `harvest`.
    /// @param actor Who attests it.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    event Recorded(
        bytes32 indexed id,
        Kind indexed kind,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp
    );

    /// @notice The batch was inspected; `verdict` is from now on its latest.
    /// @param id The batch.
    /// @param actor Who inspected it.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param verdict Pass or fail.
    event Inspected(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        Verdict verdict
    );

    /// @notice The custodian put a new record document in the place of an earlier line's; the earlier one stays.
    /// @param id The batch.
    /// @param actor The custodian.
    /// @param digest SHA-256 of the new record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param amended The `seq` of the line that is amended.
    event Amended(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        uint24 amended
    );

    /* EVENTS: ADMINISTRATION */

    /// @notice From now on a kind of step may be written by these roles.
    /// @param kind The kind.
    /// @param roles The set of roles; 0 closes the kind.
    event KindRoleSet(Kind indexed kind, uint256 roles);

    /// @notice Writing was stopped.
    /// @param account Who stopped it.
    event Paused(address account);

    /// @notice Writing goes on.
    /// @param account Who let it go on.
    event Unpaused(address account);

    /* ERRORS */

    /// @notice The code is not 1 to 64 bytes of printable ASCII without spaces.
    error InvalidCode();
    /// @notice A batch of this code exists already.
    /// @param id The batch.
    error BatchExists(bytes32 id);
    /// @notice There is no such batch.
    /// @param id The batch.
    error UnknownBatch(bytes32 id);
    /// @notice The batch is recalled or withdrawn, so it takes no such line.
    /// @param id The batch.
    /// @param status Where it stands.
    error BatchNotActive(bytes32 id, Status status);
    /// @notice The digest is zero, which is no document's.
    error InvalidDigest();
    /// @notice The unit is not two or three capital letters or digits.
    error InvalidUnit();
    /// @notice The verdict is neither pass nor fail.
    error InvalidVerdict();
    /// @notice The kind is empty, or has bytes that are not printable ASCII.
    /// @param kind The kind.
    error InvalidKind(Kind kind);
    /// @notice Lines of this kind are written by a verb of their own (`create`, `inspect`), not by `record`.
    /// @param kind The kind.
    error ReservedKind(Kind kind);
    /// @notice The actor holds none of the roles that may write this kind; no role may if the kind is unknown.
    /// @param actor Who tried.
    /// @param kind The kind.
    error UnauthorizedActor(address actor, Kind kind);
    /// @notice Only the batch's custodian may do this.
    /// @param id The batch.
    /// @param actor Who tried.
    error NotCustodian(bytes32 id, address actor);
    /// @notice The batch has no line of that number.
    /// @param id The batch.
    /// @param seq The number.
    error UnknownLine(bytes32 id, uint24 seq);
    /// @notice The signature's deadline is past.
    /// @param deadline The deadline, in seconds.
    error SignatureExpired(uint256 deadline);
    /// @notice The signature is not the actor's over this act and the batch's next `seq`.
    /// @param actor Who is said to have signed.
    error InvalidSignature(address actor);
    /// @notice The set of roles has bits that stand for no role.
    /// @param roles The set.
    error InvalidRoles(uint256 roles);
    /// @notice Writing is stopped.
    error EnforcedPause();

    /* VERBS */

    /// @notice Create a batch; the caller becomes its custodian.
    /// @param code Its public, globally unique name: 1 to 64 printable ASCII bytes, no spaces.
    /// @param unit UN/ECE Recommendation 20 code such as "KGM", left-aligned.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param digest SHA-256 of the record document.
    /// @return id keccak256 of the code.
    function create(string calldata code, bytes3 unit, uint64 quantity, bytes32 digest) external returns (bytes32 id);

    /// @notice Create a batch in the name of `actor`, who signed
    ///         `Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)`.
    /// @param code As in `create`.
    /// @param unit As in `create`.
    /// @param quantity As in `create`.
    /// @param digest As in `create`.
    /// @param actor Who signed: an account, or a contract that answers ERC-1271.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    /// @return id keccak256 of the code.
    function createBySig(
        string calldata code,
        bytes3 unit,
        uint64 quantity,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 id);

    /// @notice Attest a step on an active batch.
    /// @param id The batch.
    /// @param kind The kind of step; the caller needs one of its roles.
    /// @param digest SHA-256 of the record document.
    function record(bytes32 id, Kind kind, bytes32 digest) external;

    /// @notice Attest a step in the name of `actor`, who signed
    ///         `Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param kind As in `record`.
    /// @param digest As in `record`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function recordBySig(
        bytes32 id,
        Kind kind,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Inspect an active batch.
    /// @param id The batch.
    /// @param verdict Pass or fail.
    /// @param digest SHA-256 of the record document.
    function inspect(bytes32 id, Verdict verdict, bytes32 digest) external;

    /// @notice Inspect in the name of `actor`, who signed
    ///         `Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)`
    ///         with the verdict `pass` or `fail`.
    /// @param id The batch.
    /// @param verdict As in `inspect`.
    /// @param digest As in `inspect`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function inspectBySig(
        bytes32 id,
        Verdict verdict,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Put a new record document in the place of an earlier line's. Custodian only.
    /// @param id The batch.
    /// @param amended The `seq` of the line to amend.
    /// @param digest SHA-256 of the new record document.
    function amend(bytes32 id, uint24 amended, bytes32 digest) external;

    /// @notice Amend in the name of `actor`, who signed
    ///         `Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param amended As in `amend`.
    /// @param digest As in `amend`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function amendBySig(
        bytes32 id,
        uint24 amended,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /* ADMINISTRATION */

    /// @notice Set which roles may write a kind of step. Default admin only.
    /// @param kind The kind.
    /// @param roles The set of roles; 0 closes the kind.
    function setKindRole(Kind kind, uint256 roles) external;

    /// @notice Stop writing. Default admin only.
    function pause() external;

    /// @notice Let writing go on. Default admin only.
    function unpause() external;

    /* VIEWS */

    /// @notice A batch's state; all zero if it does not exist.
    /// @param id The batch.
    /// @return The state.
    function batchOf(bytes32 id) external view returns (BatchView memory);

    /// @notice The hash chain over all lines of a batch; zero if it does not exist.
    /// @param id The batch.
    /// @return The head.
    function headOf(bytes32 id) external view returns (bytes32);

    /// @notice A code's batch id, whether or not the batch exists.
    /// @param code The code.
    /// @return keccak256 of the code.
    function idOf(string calldata code) external pure returns (bytes32);

    /// @notice The set of roles that may write a kind of step.
    /// @param kind The kind.
    /// @return The set; 0 for an unknown kind.
    function kindRole(Kind kind) external view returns (uint256);

    /// @notice The roles an account holds now, and all that it ever held.
    /// @param account The account.
    /// @return current The set held now.
    /// @return ever The set ever held: what an auditor compares an old line's actor with.
    function rolesOf(address account) external view returns (uint256 current, uint256 ever);

    /// @notice How many lines the contract has: a mirror that holds as many missed none.
    /// @return The number of the latest line.
    function lineCount() external view returns (uint64);

    /// @notice Whether writing is stopped.
    /// @return True if it is.
    function paused() external view returns (bool);

    /// @notice The deployment that this one follows, or zero.
    /// @return Its address.
    function predecessor() external view returns (address);
}
