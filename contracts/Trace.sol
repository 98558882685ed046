// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    AccessControlDefaultAdminRules
} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {ITrace} from "./ITrace.sol";
import {Batch, Status, Verdict, newBatch} from "./types/Batch.sol";
import {Kind} from "./types/Kind.sol";

/// @title Trace
/// @notice The journey of every batch: see `ITrace`.
/// @dev Immutable: whoever could change this code could rewrite history. A new version is a new deployment that names
///      this one as its predecessor.
contract Trace is ITrace, AccessControlDefaultAdminRules, EIP712, Multicall {
    /* CONSTANTS */

    /// @notice Grants and revokes the six business roles; it writes no lines itself.
    bytes32 public constant REGISTRAR_ROLE = keccak256("REGISTRAR_ROLE");
    /// @notice Grows or makes what a batch is made of.
    bytes32 public constant PRODUCER_ROLE = keccak256("PRODUCER_ROLE");
    /// @notice Washes, packs, transforms.
    bytes32 public constant PROCESSOR_ROLE = keccak256("PROCESSOR_ROLE");
    /// @notice Stores and moves.
    bytes32 public constant CARRIER_ROLE = keccak256("CARRIER_ROLE");
    /// @notice Tests, evaluates, certifies.
    bytes32 public constant INSPECTOR_ROLE = keccak256("INSPECTOR_ROLE");
    /// @notice Sells to people: shops and pharmacies.
    bytes32 public constant RETAILER_ROLE = keccak256("RETAILER_ROLE");
    /// @notice Oversees.
    bytes32 public constant REGULATOR_ROLE = keccak256("REGULATOR_ROLE");

    uint256 private constant ALL_ROLES = (1 << 6) - 1;
    uint256 private constant EVER_OFFSET = 128;
    uint256 private constant MAXIMUM_CODE_LENGTH = 64;

    Kind private constant CREATION = Kind.wrap("creation");
    Kind private constant INSPECTION = Kind.wrap("inspection");

    bytes32 private constant CREATE_TYPEHASH =
        keccak256("Create(string code,string unit,uint64 quantity,bytes32 digest,uint256 deadline)");
    bytes32 private constant RECORD_TYPEHASH =
        keccak256("Record(string code,string kind,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 private constant INSPECT_TYPEHASH =
        keccak256("Inspect(string code,string verdict,bytes32 digest,uint24 seq,uint256 deadline)");
    bytes32 private constant AMEND_TYPEHASH =
        keccak256("Amend(string code,uint24 amended,bytes32 digest,uint24 seq,uint256 deadline)");

    /* STORAGE */

    /// @dev Two slots a batch.
    struct Chain {
        Batch batch;
        bytes32 head;
    }

    mapping(bytes32 id => Chain) private _chains;
    mapping(Kind => uint256 roles) private _kindRole;
    /// @dev Mirrors AccessControl's business roles as one word, so that a line costs one read whatever the number of
    ///      roles that may write its kind. Low half: held now. High half: ever held.
    mapping(address account => uint256 roles) private _roles;

    // One slot: read and written by every line.
    uint64 private _lineCount;
    bool private _paused;

    /// @inheritdoc ITrace
    address public immutable predecessor;

    /* CONSTRUCTION */

    /// @param admin The default admin: kinds, pause, and the registrar. Handed over in two steps with 3 days' delay.
    /// @param registrar The first holder of `REGISTRAR_ROLE`.
    /// @param previous The deployment that this one follows, or zero.
    /// @param kinds Who may write which kind of step.
    constructor(address admin, address registrar, address previous, KindRole[] memory kinds)
        AccessControlDefaultAdminRules(3 days, admin)
        EIP712("Suyuan Trace", "1")
    {
        predecessor = previous;
        for (uint256 i = 0; i < 6; ++i) {
            _setRoleAdmin(_roleAt(i), REGISTRAR_ROLE);
        }
        _grantRole(REGISTRAR_ROLE, registrar);
        for (uint256 i = 0; i < kinds.length; ++i) {
            _setKindRole(kinds[i].kind, kinds[i].roles);
        }
    }

    /* VERBS */

    /// @inheritdoc ITrace
    function create(string calldata code, bytes3 unit, uint64 quantity, bytes32 digest)
        external
        returns (bytes32 id)
    {
        id = idOf(code);
        _create(id, code, unit, quantity, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function createBySig(
        string calldata code,
        bytes3 unit,
        uint64 quantity,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes32 id) {
        id = idOf(code);
        _checkSignature(
            keccak256(abi.encode(CREATE_TYPEHASH, id, Kind.wrap(unit).hash(), quantity, digest, deadline)),
            actor,
            deadline,
            signature
        );
        _create(id, code, unit, quantity, digest, actor);
    }

    /// @inheritdoc ITrace
    function record(bytes32 id, Kind kind, bytes32 digest) external {
        _record(id, _nextOfActive(id), kind, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function recordBySig(
        bytes32 id,
        Kind kind,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Batch batch = _nextOfActive(id);
        _checkSignature(
            keccak256(abi.encode(RECORD_TYPEHASH, id, kind.hash(), digest, batch.seq(), deadline)),
            actor,
            deadline,
            signature
        );
        _record(id, batch, kind, digest, actor);
    }

    /// @inheritdoc ITrace
    function inspect(bytes32 id, Verdict verdict, bytes32 digest) external {
        _inspect(id, _nextOfActive(id), verdict, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function inspectBySig(
        bytes32 id,
        Verdict verdict,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Batch batch = _nextOfActive(id);
        bytes32 word = verdict == Verdict.Pass ? keccak256("pass") : keccak256("fail");
        _checkSignature(
            keccak256(abi.encode(INSPECT_TYPEHASH, id, word, digest, batch.seq(), deadline)),
            actor,
            deadline,
            signature
        );
        _inspect(id, batch, verdict, digest, actor);
    }

    /// @inheritdoc ITrace
    function amend(bytes32 id, uint24 amended, bytes32 digest) external {
        _amend(id, _nextOfActive(id), amended, digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function amendBySig(
        bytes32 id,
        uint24 amended,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Batch batch = _nextOfActive(id);
        _checkSignature(
            keccak256(abi.encode(AMEND_TYPEHASH, id, amended, digest, batch.seq(), deadline)),
            actor,
            deadline,
            signature
        );
        _amend(id, batch, amended, digest, actor);
    }

    /* ADMINISTRATION */

    /// @inheritdoc ITrace
    function setKindRole(Kind kind, uint256 roles) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setKindRole(kind, roles);
    }

    /// @inheritdoc ITrace
    function pause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _paused = true;
        emit Paused(msg.sender);
    }

    /// @inheritdoc ITrace
    function unpause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _paused = false;
        emit Unpaused(msg.sender);
    }

    /* VIEWS */

    /// @inheritdoc ITrace
    function batchOf(bytes32 id) external view returns (BatchView memory) {
        Batch batch = _chains[id].batch;
        return BatchView({
            custodian: batch.custodian(),
            quantity: batch.quantity(),
            seq: batch.seq(),
            status: batch.status(),
            verdict: batch.verdict(),
            head: _chains[id].head
        });
    }

    /// @inheritdoc ITrace
    function headOf(bytes32 id) external view returns (bytes32) {
        return _chains[id].head;
    }

    /// @inheritdoc ITrace
    function idOf(string calldata code) public pure returns (bytes32) {
        return keccak256(bytes(code));
    }

    /// @inheritdoc ITrace
    function kindRole(Kind kind) external view returns (uint256) {
        return _kindRole[kind];
    }

    /// @inheritdoc ITrace
    function rolesOf(address account) external view returns (uint256 current, uint256 ever) {
        uint256 roles = _roles[account];
        return (uint128(roles), roles >> EVER_OFFSET);
    }

    /// @inheritdoc ITrace
    function lineCount() external view returns (uint64) {
        return _lineCount;
    }

    /// @inheritdoc ITrace
    function paused() external view returns (bool) {
        return _paused;
    }

    /* LINES */

    function _create(
        bytes32 id,
        string calldata code,
        bytes3 unit,
        uint64 quantity,
        bytes32 digest,
        address actor
    ) private {
        if (_chains[id].batch.seq() != 0) revert BatchExists(id);
        _checkCode(code);
        _checkUnit(unit);
        _checkActor(actor, CREATION);
        _chains[id].batch = newBatch(actor, quantity);
        _chains[id].head = Hashes.efficientKeccak256(0, _logCreated(id, actor, digest, unit, quantity, code));
    }

    /// @dev Apart from `_create` because the compiler has room for 16 values at a time.
    function _logCreated(
        bytes32 id,
        address actor,
        bytes32 digest,
        bytes3 unit,
        uint64 quantity,
        string memory code
    ) private returns (bytes32 leaf) {
        uint64 line = _nextLine(digest);
        emit Created(id, actor, digest, line, 1, uint40(block.timestamp), unit, quantity, code);
        bytes memory data = abi.encode(digest, line, 1, uint40(block.timestamp), unit, quantity, code);
        return keccak256(bytes.concat(Created.selector, id, bytes32(uint256(uint160(actor))), data));
    }

    function _record(bytes32 id, Batch batch, Kind kind, bytes32 digest, address actor) private {
        if (kind == CREATION || kind == INSPECTION) revert ReservedKind(kind);
        _checkActor(actor, kind);
        uint64 line = _nextLine(digest);
        uint24 seq = batch.seq();
        uint40 timestamp = uint40(block.timestamp);

        _append(id, batch, keccak256(abi.encode(Recorded.selector, id, kind, actor, digest, line, seq, timestamp)));
        emit Recorded(id, kind, actor, digest, line, seq, timestamp);
    }

    function _inspect(bytes32 id, Batch batch, Verdict verdict, bytes32 digest, address actor) private {
        if (verdict == Verdict.None) revert InvalidVerdict();
        _checkActor(actor, INSPECTION);
        uint64 line = _nextLine(digest);
        uint24 seq = batch.seq();
        uint40 timestamp = uint40(block.timestamp);

        _append(
            id,
            batch.withVerdict(verdict),
            keccak256(abi.encode(Inspected.selector, id, actor, digest, line, seq, timestamp, verdict))
        );
        emit Inspected(id, actor, digest, line, seq, timestamp, verdict);
    }

    function _amend(bytes32 id, Batch batch, uint24 amended, bytes32 digest, address actor) private {
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        uint24 seq = batch.seq();
        if (amended == 0 || amended >= seq) revert UnknownLine(id, amended);
        uint64 line = _nextLine(digest);
        uint40 timestamp = uint40(block.timestamp);

        _append(
            id, batch, keccak256(abi.encode(Amended.selector, id, actor, digest, line, seq, timestamp, amended))
        );
        emit Amended(id, actor, digest, line, seq, timestamp, amended);
    }

    /// @dev The state that an active batch will have after one more line.
    function _nextOfActive(bytes32 id) private view returns (Batch batch) {
        batch = _chains[id].batch;
        Status status = batch.status();
        if (status != Status.Active) {
            if (status == Status.None) revert UnknownBatch(id);
            revert BatchNotActive(id, status);
        }
        return batch.next();
    }

    /// @dev Writes the state after a line and folds its leaf into the head.
    function _append(bytes32 id, Batch batch, bytes32 leaf) private {
        Chain storage chain = _chains[id];
        chain.batch = batch;
        chain.head = Hashes.efficientKeccak256(chain.head, leaf);
    }

    /// @dev Takes the next number over the whole contract, which every line does: so pause and digest are checked here.
    function _nextLine(bytes32 digest) private returns (uint64 line) {
        if (digest == 0) revert InvalidDigest();
        if (_paused) revert EnforcedPause();
        line = _lineCount + 1;
        _lineCount = line;
    }

    /* CHECKS */

    function _checkActor(address actor, Kind kind) private view {
        // The mask cuts off the "ever held" half: `_kindRole` has only low bits.
        if (_roles[actor] & _kindRole[kind] == 0) revert UnauthorizedActor(actor, kind);
    }

    function _checkSignature(bytes32 structHash, address actor, uint256 deadline, bytes calldata signature)
        private
        view
    {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        if (!SignatureChecker.isValidSignatureNowCalldata(actor, _hashTypedDataV4(structHash), signature)) {
            revert InvalidSignature(actor);
        }
    }

    function _checkCode(string calldata code) private pure {
        bytes calldata text = bytes(code);
        uint256 length = text.length;
        if (length == 0 || length > MAXIMUM_CODE_LENGTH) revert InvalidCode();
        for (uint256 i = 0; i < length; ++i) {
            if (uint8(text[i]) < 0x21 || uint8(text[i]) > 0x7e) revert InvalidCode();
        }
    }

    /// @dev UN/ECE Recommendation 20: two or three capital letters or digits.
    function _checkUnit(bytes3 unit) private pure {
        for (uint256 i = 0; i < 3; ++i) {
            uint8 letter = uint8(unit[i]);
            bool isDigit = letter >= 0x30 && letter <= 0x39;
            bool isCapital = letter >= 0x41 && letter <= 0x5a;
            if (!isDigit && !isCapital && !(i == 2 && letter == 0)) revert InvalidUnit();
        }
    }

    /* ROLES */

    function _setKindRole(Kind kind, uint256 roles) private {
        if (!kind.isWellFormed()) revert InvalidKind(kind);
        if (roles & ~ALL_ROLES != 0) revert InvalidRoles(roles);
        _kindRole[kind] = roles;
        emit KindRoleSet(kind, roles);
    }

    /// @inheritdoc AccessControlDefaultAdminRules
    function _grantRole(bytes32 role, address account) internal override returns (bool granted) {
        granted = super._grantRole(role, account);
        uint256 bit = _bitOf(role);
        if (granted && bit != 0) _roles[account] |= bit | (bit << EVER_OFFSET);
    }

    /// @inheritdoc AccessControlDefaultAdminRules
    function _revokeRole(bytes32 role, address account) internal override returns (bool revoked) {
        revoked = super._revokeRole(role, account);
        if (revoked) _roles[account] &= ~_bitOf(role);
    }

    /// @dev A business role's bit in a set of roles; 0 for any other role.
    function _bitOf(bytes32 role) private pure returns (uint256) {
        for (uint256 i = 0; i < 6; ++i) {
            if (_roleAt(i) == role) return 1 << i;
        }
        return 0;
    }

    /// @dev The order is that of the bits in `KindRole`.
    function _roleAt(uint256 index) private pure returns (bytes32) {
        if (index == 0) return PRODUCER_ROLE;
        if (index == 1) return PROCESSOR_ROLE;
        if (index == 2) return CARRIER_ROLE;
        if (index == 3) return INSPECTOR_ROLE;
        if (index == 4) return RETAILER_ROLE;
        return REGULATOR_ROLE;
    }
}
