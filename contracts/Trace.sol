// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {ITrace} from "./ITrace.sol";
import {Roles} from "./Roles.sol";
import {Acts} from "./libraries/Acts.sol";
import {Lines} from "./libraries/Lines.sol";
import {hashOf, isCode, isUnit} from "./libraries/Text.sol";
import {Batch, Verdict, newBatch} from "./types/Batch.sol";
import {CREATION, CREATION_CELL, INSPECTION, INSPECTION_CELL, Kind, NO_CELL} from "./types/Kind.sol";
import {Shared} from "./types/Shared.sol";

/// @title Trace
/// @notice The journey of every batch: see `ITrace`.
/// @dev Immutable: whoever could change this code could rewrite history. A new version is a new deployment that names
///      this one as its predecessor.
contract Trace is Roles, EIP712, Multicall {
    /* STORAGE */

    /// @dev Two slots a batch.
    struct Chain {
        Batch batch;
        bytes32 head;
    }

    mapping(bytes32 id => Chain) private _chains;

    /// @dev Who may write the kinds that have no cell in `_shared`.
    mapping(Kind kind => uint256 roles) private _kindRole;

    /// @dev One slot that every line reads and writes: the line count, the pause, and who may write well-known kinds.
    Shared private _shared;

    /// @inheritdoc ITrace
    address public immutable predecessor;

    /* CONSTRUCTION */

    /// @notice Starts without batches, and not paused.
    /// @param admin The default admin: kinds, pause, and the registrar. Handed over in two steps with 3 days' delay.
    /// @param registrar The first holder of `REGISTRAR_ROLE`.
    /// @param previous The deployment that this one follows, or zero.
    /// @param kinds Who may write which kind of step.
    constructor(address admin, address registrar, address previous, KindRole[] memory kinds)
        Roles(admin, registrar)
        EIP712("Suyuan Trace", "1")
    {
        predecessor = previous;
        for (uint256 i = 0; i < kinds.length; ++i) {
            _setKindRole(kinds[i].kind, kinds[i].roles);
        }
    }

    /* VERBS */

    /// @inheritdoc ITrace
    function create(string calldata code, bytes3 unit, uint64 quantity, bytes32 digest) external returns (bytes32 id) {
        id = hashOf(code);
        _create(id, code, unit, newBatch(msg.sender, quantity), digest);
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
        id = hashOf(code);
        _checkSignature(Acts.hashCreate(id, unit, quantity, digest, deadline), actor, deadline, signature);
        _create(id, code, unit, newBatch(actor, quantity), digest);
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
        _checkSignature(Acts.hashRecord(id, kind, digest, batch.seq(), deadline), actor, deadline, signature);
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
        _checkSignature(Acts.hashInspect(id, verdict, digest, batch.seq(), deadline), actor, deadline, signature);
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
        _checkSignature(Acts.hashAmend(id, amended, digest, batch.seq(), deadline), actor, deadline, signature);
        _amend(id, batch, amended, digest, actor);
    }

    /* ADMINISTRATION */

    /// @inheritdoc ITrace
    function setKindRole(Kind kind, uint256 roles) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setKindRole(kind, roles);
    }

    /// @inheritdoc ITrace
    function pause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _shared = _shared.withPaused(true);
        emit Paused(msg.sender);
    }

    /// @inheritdoc ITrace
    function unpause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _shared = _shared.withPaused(false);
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
    function idOf(string calldata code) external pure returns (bytes32) {
        return hashOf(code);
    }

    /// @inheritdoc ITrace
    function kindRole(Kind kind) external view returns (uint256) {
        return _rolesFor(kind, _shared);
    }

    /// @inheritdoc ITrace
    function lineCount() external view returns (uint64) {
        return _shared.lineCount();
    }

    /// @inheritdoc ITrace
    function paused() external view returns (bool) {
        return _shared.paused();
    }

    /* LINES */

    /// @dev `batch` carries the actor and the quantity: the compiler has room for 16 values at a time.
    function _create(bytes32 id, string calldata code, bytes3 unit, Batch batch, bytes32 digest) private {
        Chain storage chain = _chains[id];
        if (!chain.batch.isNone()) revert BatchExists(id);
        if (!isCode(code)) revert InvalidCode();
        if (!isUnit(unit)) revert InvalidUnit();
        Shared shared = _shared;
        _checkActor(batch.custodian(), shared.rolesAt(CREATION_CELL), CREATION);
        bytes32 leaf = Lines.created(id, batch, digest, _takeLine(shared, digest), unit, code);
        chain.batch = batch;
        chain.head = Hashes.efficientKeccak256(0, leaf);
    }

    function _record(bytes32 id, Batch batch, Kind kind, bytes32 digest, address actor) private {
        if (kind.isReserved()) revert ReservedKind(kind);
        Shared shared = _shared;
        _checkActor(actor, _rolesFor(kind, shared), kind);
        uint64 line = _takeLine(shared, digest);
        _append(id, batch, Lines.recorded(id, kind, actor, digest, line, batch.seq()));
    }

    function _inspect(bytes32 id, Batch batch, Verdict verdict, bytes32 digest, address actor) private {
        if (verdict == Verdict.None) revert InvalidVerdict();
        Shared shared = _shared;
        _checkActor(actor, shared.rolesAt(INSPECTION_CELL), INSPECTION);
        uint64 line = _takeLine(shared, digest);
        _append(id, batch.withVerdict(verdict), Lines.inspected(id, actor, digest, line, batch.seq(), verdict));
    }

    function _amend(bytes32 id, Batch batch, uint24 amended, bytes32 digest, address actor) private {
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        uint24 seq = batch.seq();
        if (amended == 0 || amended >= seq) revert UnknownLine(id, amended);
        uint64 line = _takeLine(_shared, digest);
        _append(id, batch, Lines.amended(id, actor, digest, line, seq, amended));
    }

    /// @dev The state that an active batch will have after one more line.
    function _nextOfActive(bytes32 id) private view returns (Batch batch) {
        batch = _chains[id].batch;
        if (!batch.isActive()) {
            if (batch.isNone()) revert UnknownBatch(id);
            revert BatchNotActive(id, batch.status());
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
    function _takeLine(Shared shared, bytes32 digest) private returns (uint64 line) {
        if (digest == 0) revert InvalidDigest();
        if (shared.paused()) revert EnforcedPause();
        shared = shared.withNextLine();
        _shared = shared;
        return shared.lineCount();
    }

    /* CHECKS */

    /// @dev ERC-1271 wallets are asked by a static call: they cannot write a line meanwhile.
    function _checkSignature(bytes32 structHash, address actor, uint256 deadline, bytes calldata signature)
        private
        view
    {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        if (!SignatureChecker.isValidSignatureNowCalldata(actor, _hashTypedDataV4(structHash), signature)) {
            revert InvalidSignature(actor);
        }
    }

    /* KINDS */

    function _setKindRole(Kind kind, uint256 roles) private {
        if (!kind.isWellFormed()) revert InvalidKind(kind);
        if (roles & ~ALL_ROLES != 0) revert InvalidRoles(roles);
        uint256 cell = kind.cellOf();
        if (cell == NO_CELL) _kindRole[kind] = roles;
        else _shared = _shared.withRolesAt(cell, uint8(roles));
        emit KindRoleSet(kind, roles);
    }

    /// @dev The set of roles that may write a kind, given the shared slot.
    function _rolesFor(Kind kind, Shared shared) private view returns (uint256) {
        uint256 cell = kind.cellOf();
        return cell == NO_CELL ? _kindRole[kind] : shared.rolesAt(cell);
    }
}
