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

    /// @notice What a split takes out of a batch.
    /// @param code The new batch's public name.
    /// @param quantity How much of the old batch, in thousandths of its unit; not zero.
    /// @param digest SHA-256 of the record document that describes the new batch.
    struct Part {
        string code;
        uint64 quantity;
        bytes32 digest;
    }

    /// @notice What goes into a transformation.
    /// @param id The batch.
    /// @param quantity How much of it, in thousandths of its unit; not zero.
    struct Input {
        bytes32 id;
        uint64 quantity;
    }

    /// @notice What comes out of a transformation.
    /// @param code The new batch's public name.
    /// @param unit UN/ECE Recommendation 20 code of its unit, left-aligned.
    /// @param quantity Its quantity, in thousandths of the unit.
    /// @param digest SHA-256 of the record document that describes it.
    struct Output {
        string code;
        bytes3 unit;
        uint64 quantity;
        bytes32 digest;
    }

    /// @notice An `Anchored` line without its batch: what `verifyAnchored` is asked about.
    /// @param actor As in the event.
    /// @param digest As in the event.
    /// @param line As in the event.
    /// @param seq As in the event.
    /// @param timestamp As in the event.
    /// @param root As in the event.
    /// @param count As in the event.
    // It is never stored, and stands in the order of the event.
    // solhint-disable-next-line gas-struct-packing
    struct Anchor {
        address actor;
        bytes32 digest;
        uint64 line;
        uint24 seq;
        uint40 timestamp;
        bytes32 root;
        uint32 count;
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

    /// @notice The batch was recalled; the record document tells why. Until that is lifted it takes
    ///         attestations, and nothing else.
    /// @param id The batch.
    /// @param actor Its custodian or a regulator.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param status `Recalled`, or `RecallOrdered` if the actor is a regulator.
    event Recalled(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        Status status
    );

    /// @notice A recall was lifted.
    /// @param id The batch.
    /// @param actor The custodian who recalled, or a regulator if one did.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param status `Active`.
    event Lifted(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        Status status
    );

    /// @notice The batch was withdrawn: this is its last line.
    /// @param id The batch.
    /// @param actor Its custodian.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param status `Withdrawn`.
    event Withdrawn(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        Status status
    );

    /// @notice The custodian offered the batch; an earlier offer is void.
    /// @param id The batch.
    /// @param actor The custodian.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param to Who may accept or refuse it.
    event CustodyOffered(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        address to
    );

    /// @notice The batch changed hands: the actor is from now on its custodian. Any offer is void.
    /// @param id The batch.
    /// @param actor Who took it, by accepting an offer or with a statement that both sides signed.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param from Who held it until now.
    event CustodyAccepted(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        address from
    );

    /// @notice The batch was not accepted and stays where it is.
    /// @param id The batch.
    /// @param actor To whom it was offered.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param custodian Who holds it.
    event CustodyRefused(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        address custodian
    );

    /// @notice The custodian took an offer back.
    /// @param id The batch.
    /// @param actor The custodian.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param to To whom the batch was offered.
    event OfferCancelled(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        address to
    );

    /// @notice Many readings were attested by the root of a Merkle tree over them.
    /// @param id The batch.
    /// @param actor Who attests them.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param root The tree's root, as OpenZeppelin's `merkle-tree` makes it: see `verifyAnchored`.
    /// @param count How many readings the actor says there are.
    event Anchored(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        bytes32 root,
        uint32 count
    );

    /// @notice Parts of the batch became batches of their own; each begins with a `SplitOff`. Any offer is void.
    /// @param id The batch.
    /// @param actor Its custodian, and theirs.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param quantity What remains, in thousandths of the unit: the parts and this make up what there was.
    /// @param parts The new batches.
    event Split(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        uint64 quantity,
        bytes32[] parts
    );

    /// @notice A batch begins as a part of another, in whose unit it is counted.
    /// @param id keccak256 of the code.
    /// @param actor The custodian of both.
    /// @param digest SHA-256 of the record document that describes the part.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch: 1.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param parent The batch that it was part of.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param code The batch's public name.
    event SplitOff(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        bytes32 parent,
        uint64 quantity,
        string code
    );

    /// @notice Some of the batch went into others, each of which begins with a `Produced`. Any offer is void.
    /// @param id The batch.
    /// @param actor Its custodian, and theirs.
    /// @param digest SHA-256 of the record document.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param used How much, in thousandths of the unit.
    /// @param quantity What remains, in thousandths of the unit.
    /// @param outputs The new batches.
    event Transformed(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        uint64 used,
        uint64 quantity,
        bytes32[] outputs
    );

    /// @notice A batch begins as what was made of others.
    /// @param id keccak256 of the code.
    /// @param actor Who made it, its first custodian.
    /// @param digest SHA-256 of the record document that describes it.
    /// @param line The line's number over the whole contract.
    /// @param seq The line's number in its batch: 1.
    /// @param timestamp Timestamp of the block, in seconds.
    /// @param unit UN/ECE Recommendation 20 code of the unit, left-aligned ASCII.
    /// @param quantity The quantity, in thousandths of the unit.
    /// @param code The batch's public name.
    /// @param inputs The batches that it was made of.
    event Produced(
        bytes32 indexed id,
        address indexed actor,
        bytes32 digest,
        uint64 line,
        uint24 seq,
        uint40 timestamp,
        bytes3 unit,
        uint64 quantity,
        string code,
        bytes32[] inputs
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
    /// @notice Only a regulator lifts what a regulator recalled.
    /// @param id The batch.
    /// @param actor Who tried.
    error NotRegulator(bytes32 id, address actor);
    /// @notice The batch is not recalled, so there is nothing to lift.
    /// @param id The batch.
    error BatchNotRecalled(bytes32 id);
    /// @notice The batch is not offered to this account, or to nobody.
    /// @param id The batch.
    /// @param actor Who tried; zero if the custodian took back an offer that there is not.
    error NotOffered(bytes32 id, address actor);
    /// @notice Custody goes neither to nobody nor to who has it already.
    /// @param to To whom it should go.
    error InvalidCustodian(address to);
    /// @notice A batch has less than what is to be taken out of it, or nothing is to be taken.
    /// @param id The batch.
    /// @param quantity What there is, in thousandths of the unit.
    /// @param wanted What was to be taken.
    error InsufficientQuantity(bytes32 id, uint64 quantity, uint64 wanted);
    /// @notice A list is empty, or longer than this verb takes.
    /// @param length How long it is.
    /// @param maximum How long it may be.
    error InvalidLength(uint256 length, uint256 maximum);
    /// @notice The Merkle root is zero, which is no tree's, or it stands for no readings.
    error InvalidRoot();
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

    /// @notice Attest a step on a batch that is not withdrawn.
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

    /// @notice Attest up to 256 steps of one kind at once, such as a day's readings: one line for each digest, in their
    ///         order, for a tenth of the gas.
    /// @param id The batch.
    /// @param kind The kind of step; the caller needs one of its roles.
    /// @param digests SHA-256 of each record document.
    function recordSeries(bytes32 id, Kind kind, bytes32[] calldata digests) external;

    /// @notice Attest steps in the name of `actor`, who signed
    ///         `RecordSeries(string code,string kind,bytes32[] digests,uint24 seq,uint256 deadline)`, with the `seq` of
    ///         the first line.
    /// @param id The batch.
    /// @param kind As in `recordSeries`.
    /// @param digests As in `recordSeries`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function recordSeriesBySig(
        bytes32 id,
        Kind kind,
        bytes32[] calldata digests,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Attest readings, a million as cheaply as one, by the root of a Merkle tree over them. The caller needs a
    ///         role that may write `telemetry`.
    /// @param id The batch.
    /// @param root The root of OpenZeppelin's `StandardMerkleTree`.
    /// @param count How many readings there are; not zero.
    /// @param digest SHA-256 of the record document that says where the readings are kept.
    function anchor(bytes32 id, bytes32 root, uint32 count, bytes32 digest) external;

    /// @notice Anchor in the name of `actor`, who signed
    ///         `Anchor(string code,bytes32 root,uint32 count,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param root As in `anchor`.
    /// @param count As in `anchor`.
    /// @param digest As in `anchor`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function anchorBySig(
        bytes32 id,
        bytes32 root,
        uint32 count,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Inspect a batch that is not withdrawn.
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

    /* RECALL */

    /// @notice Recall a batch: its custodian, or any regulator, whose recall only a regulator lifts. Works while paused.
    ///         A recalled batch takes steps and inspections, for how it is taken back is part of its journey, but it
    ///         neither changes hands nor becomes part of another.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function recall(bytes32 id, bytes32 digest) external;

    /// @notice Recall in the name of `actor`, who signed
    ///         `Recall(string code,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param digest As in `recall`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function recallBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external;

    /// @notice Lift a recall: the custodian lifts the custodian's own, a regulator what a regulator ordered. Works while
    ///         paused.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function lift(bytes32 id, bytes32 digest) external;

    /// @notice Lift in the name of `actor`, who signed
    ///         `Lift(string code,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param digest As in `lift`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function liftBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external;

    /// @notice End a batch: nothing follows. Custodian only, and not while a recall that a regulator ordered stands.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function withdraw(bytes32 id, bytes32 digest) external;

    /// @notice Withdraw in the name of `actor`, who signed
    ///         `Withdraw(string code,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param digest As in `withdraw`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function withdrawBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external;

    /* CUSTODY */

    /// @notice Offer an active batch to another account. Custodian only. The offer stands until it is accepted, refused,
    ///         cancelled or replaced, or until the batch's quantity, custodian or status changes otherwise.
    /// @param id The batch.
    /// @param to Who may accept it. No role is needed: whom to trust with a batch is for its custodian to know.
    /// @param digest SHA-256 of the record document.
    function offerCustody(bytes32 id, address to, bytes32 digest) external;

    /// @notice Offer in the name of `actor`, who signed
    ///         `OfferCustody(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param to As in `offerCustody`.
    /// @param digest As in `offerCustody`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function offerCustodyBySig(
        bytes32 id,
        address to,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Become the custodian of a batch that was offered to the caller.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function acceptCustody(bytes32 id, bytes32 digest) external;

    /// @notice Accept in the name of `actor`, who signed
    ///         `AcceptCustody(string code,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param digest As in `acceptCustody`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function acceptCustodyBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external;

    /// @notice Say no to an offer.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function refuseCustody(bytes32 id, bytes32 digest) external;

    /// @notice Refuse in the name of `actor`, who signed
    ///         `RefuseCustody(string code,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param digest As in `refuseCustody`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function refuseCustodyBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external;

    /// @notice Take an offer back. Custodian only.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    function cancelOffer(bytes32 id, bytes32 digest) external;

    /// @notice Cancel in the name of `actor`, who signed
    ///         `CancelOffer(string code,bytes32 digest,uint24 seq,uint256 deadline)`.
    /// @param id The batch.
    /// @param digest As in `cancelOffer`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function cancelOfferBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external;

    /// @notice Become the custodian in one transaction, with the custodian's signature of
    ///         `HandOver(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)`, `to` being the caller.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The custodian's signature.
    function takeCustody(bytes32 id, bytes32 digest, uint256 deadline, bytes calldata signature) external;

    /// @notice Hand a batch over to `actor` in one transaction that anybody brings, with both sides' signatures of
    ///         `HandOver(string code,address to,bytes32 digest,uint24 seq,uint256 deadline)`, `to` being `actor`.
    /// @param id The batch.
    /// @param digest SHA-256 of the record document.
    /// @param actor Who becomes the custodian.
    /// @param deadline Last second at which the signatures are good.
    /// @param signature The signature of `actor`.
    /// @param custodianSignature The custodian's signature.
    function takeCustodyBySig(
        bytes32 id,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature,
        bytes calldata custodianSignature
    ) external;

    /* LINEAGE */

    /// @notice Make 1 to 64 new batches of parts of an active one. Custodian only, who becomes theirs. What the parts take
    ///         and what remains make up exactly what there was.
    /// @param id The batch.
    /// @param parts What becomes of it.
    /// @param digest SHA-256 of the record document of the split itself.
    function split(bytes32 id, Part[] calldata parts, bytes32 digest) external;

    /// @notice Split in the name of `actor`, who signed
    ///         `Split(string code,Part[] parts,bytes32 digest,uint24 seq,uint256 deadline)`
    ///         `Part(string code,uint64 quantity,bytes32 digest)`.
    /// @param id The batch.
    /// @param parts As in `split`.
    /// @param digest As in `split`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function splitBySig(
        bytes32 id,
        Part[] calldata parts,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Make 1 to 64 new batches, with units of their own, of 1 to 64 active ones. The caller must be the custodian of
    ///         each input and may create batches. An input may be named twice: each time takes from what is left.
    /// @param inputs What goes in.
    /// @param outputs What comes out.
    /// @param digest SHA-256 of the record document of the transformation itself.
    function transform(Input[] calldata inputs, Output[] calldata outputs, bytes32 digest) external;

    /// @notice Transform in the name of `actor`, who signed
    ///         `Transform(Input[] inputs,Output[] outputs,bytes32 digest,uint256 deadline)`
    ///         `Input(string code,uint64 quantity,uint24 seq)`
    ///         `Output(string code,string unit,uint64 quantity,bytes32 digest)`, where an input's `seq` is one more than
    ///         that of its batch.
    /// @param inputs As in `transform`.
    /// @param outputs As in `transform`.
    /// @param digest As in `transform`.
    /// @param actor Who signed.
    /// @param deadline Last second at which the signature is good.
    /// @param signature The signature.
    function transformBySig(
        Input[] calldata inputs,
        Output[] calldata outputs,
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

    /// @notice Stop all writing but recalls and their lifting. Default admin only.
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

    /// @notice To whom a batch is offered.
    /// @param id The batch.
    /// @return The account, or zero.
    function offerOf(bytes32 id) external view returns (address);

    /// @notice A code's batch id, whether or not the batch exists.
    /// @param code The code.
    /// @return keccak256 of the code.
    function idOf(string calldata code) external pure returns (bytes32);

    /// @notice The leaf of a line: keccak256 of its log's topics and data, as `eth_getLogs` gives them.
    /// @param topics The log's topics.
    /// @param data The log's data.
    /// @return The leaf.
    function leafOf(bytes32[] calldata topics, bytes calldata data) external pure returns (bytes32);

    /// @notice A head after further lines. From zero and the leaves of all lines of a batch it gives its `headOf`.
    /// @param head The head before them.
    /// @param leaves The lines' leaves, in their order.
    /// @return The head after them.
    function headAfter(bytes32 head, bytes32[] calldata leaves) external pure returns (bytes32);

    /// @notice Whether a reading is among those that a batch's line anchored. Nothing but the head is stored, so the line
    ///         is proved by taking the head on from before it to now.
    /// @param id The batch.
    /// @param anchored The line.
    /// @param before The head before the line.
    /// @param later The leaves of all lines of the batch after it.
    /// @param reading The reading's leaf: `StandardMerkleTree.leafHash`, which is
    ///        `keccak256(bytes.concat(keccak256(abi.encode(...))))`.
    /// @param proof Its Merkle proof: `StandardMerkleTree.getProof`.
    /// @return True if it is.
    function verifyAnchored(
        bytes32 id,
        Anchor calldata anchored,
        bytes32 before,
        bytes32[] calldata later,
        bytes32 reading,
        bytes32[] calldata proof
    ) external view returns (bool);

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
