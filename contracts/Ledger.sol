// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Roles} from "./Roles.sol";
import {Acts} from "./libraries/Acts.sol";
import {isCode} from "./libraries/Text.sol";
import {Batch, Status} from "./types/Batch.sol";
import {Kind, NO_CELL} from "./types/Kind.sol";
import {Shared} from "./types/Shared.sol";

/// @title Ledger
/// @notice What all verbs share: the batches, their heads, the count of lines, and who signed what.
abstract contract Ledger is Roles, EIP712 {
    /* STORAGE */

    /// @dev Two slots a batch.
    struct Chain {
        Batch batch;
        bytes32 head;
    }

    mapping(bytes32 id => Chain) internal _chains;

    /// @dev Who may write the kinds that have no cell in `_shared`.
    mapping(Kind kind => uint256 roles) internal _kindRole;

    /// @dev One slot that every line reads and writes: the line count, the pause, and who may write well-known kinds.
    Shared internal _shared;

    /// @dev To whom a batch is offered. There is an entry exactly while the batch's state says so: what changes custody,
    ///      quantity or status takes it away, and gets its gas refunded.
    mapping(bytes32 id => address to) internal _offers;

    /* LINES */

    /// @dev The state that an active batch will have after one more line.
    function _nextOfActive(bytes32 id) internal view returns (Batch batch) {
        batch = _chains[id].batch;
        if (!batch.isActive()) {
            if (batch.isNone()) revert UnknownBatch(id);
            revert BatchNotActive(id, batch.status());
        }
        return batch.next();
    }

    /// @dev The state that a batch will have after one more attestation. A recalled batch takes them too: how it is
    ///      taken back, tested and destroyed is part of its journey.
    function _nextOfOpen(bytes32 id) internal view returns (Batch batch) {
        batch = _chains[id].batch;
        _checkOpen(id, batch);
        return batch.next();
    }

    /// @dev Reverts for a batch that takes no attestations.
    function _checkOpen(bytes32 id, Batch batch) internal pure {
        if (batch.isActive()) return;
        if (batch.isNone()) revert UnknownBatch(id);
        if (batch.status() == Status.Withdrawn) revert BatchNotActive(id, Status.Withdrawn);
    }

    /// @dev The state without a pending offer of custody.
    function _withoutOffer(bytes32 id, Batch batch) internal returns (Batch) {
        if (!batch.isOffered()) return batch;
        delete _offers[id];
        return batch.withOffered(false);
    }

    /// @dev Writes the state after a line and folds its leaf into the head.
    function _append(bytes32 id, Batch batch, bytes32 leaf) internal {
        Chain storage chain = _chains[id];
        chain.batch = batch;
        chain.head = Hashes.efficientKeccak256(chain.head, leaf);
    }

    /// @dev Writes the state of a new batch, whose head is its first leaf's.
    function _begin(Chain storage chain, Batch batch, bytes32 leaf) internal {
        chain.batch = batch;
        chain.head = Hashes.efficientKeccak256(0, leaf);
    }

    /// @dev Takes the next number over the whole contract, which every line does: so pause and digest are checked here.
    function _takeLine(Shared shared, bytes32 digest) internal returns (uint64) {
        return _takeLines(shared, digest, 1);
    }

    /// @dev Takes as many numbers as an act has lines, and gives the first.
    function _takeLines(Shared shared, bytes32 digest, uint256 count) internal returns (uint64) {
        if (shared.paused()) revert EnforcedPause();
        if (digest == 0) revert InvalidDigest();
        _shared = shared.withMoreLines(count);
        unchecked {
            return shared.lineCount() + 1;
        }
    }

    /// @dev The same, if the actor may write a kind that has a cell.
    function _takeLinesAs(address actor, uint256 cell, Kind kind, bytes32 digest, uint256 count)
        internal
        returns (uint64)
    {
        Shared shared = _shared;
        _checkActor(actor, shared.rolesAt(cell), kind);
        return _takeLines(shared, digest, count);
    }

    /// @dev For recalls and their lifting, which no pause may stop.
    function _takeLineEvenPaused(Shared shared, bytes32 digest) internal returns (uint64) {
        if (digest == 0) revert InvalidDigest();
        _shared = shared.withMoreLines(1);
        unchecked {
            return shared.lineCount() + 1;
        }
    }

    /* CHECKS */

    /// @dev Reverts for a digest that is no document's.
    function _checkDigest(bytes32 digest) internal pure {
        if (digest == 0) revert InvalidDigest();
    }

    /// @dev Where a new batch will be kept. Reverts for a name that is taken, or is none.
    function _checkNew(bytes32 id, string calldata code) internal view returns (Chain storage chain) {
        chain = _chains[id];
        if (!chain.batch.isNone()) revert BatchExists(id);
        if (!isCode(code)) revert InvalidCode();
    }

    /// @dev Reverts for a list that is empty or too long.
    function _checkLength(uint256 length, uint256 maximum) internal pure {
        if (length == 0 || length > maximum) revert InvalidLength(length, maximum);
    }

    /// @dev ERC-1271 wallets are asked by a static call: they cannot write a line meanwhile.
    function _checkSignature(bytes32 structHash, address actor, uint256 deadline, bytes calldata signature)
        internal
        view
    {
        if (block.timestamp > deadline) revert SignatureExpired(deadline);
        if (!SignatureChecker.isValidSignatureNowCalldata(actor, _hashTypedDataV4(structHash), signature)) {
            revert InvalidSignature(actor);
        }
    }

    /// @dev Checks the signature of an act whose struct is `(string code,bytes32 digest,uint24 seq,uint256 deadline)`.
    function _checkPlain(
        bytes32 typeHash,
        bytes32 id,
        Batch batch,
        bytes32 digest,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) internal view {
        _checkSignature(Acts.hashPlain(typeHash, id, digest, batch.seq(), deadline), actor, deadline, signature);
    }

    /* KINDS */

    function _setKindRole(Kind kind, uint256 roles) internal {
        if (!kind.isWellFormed()) revert InvalidKind(kind);
        if (roles & ~ALL_ROLES != 0) revert InvalidRoles(roles);
        uint256 cell = kind.cellOf();
        if (cell == NO_CELL) _kindRole[kind] = roles;
        else _shared = _shared.withRolesAt(cell, uint8(roles));
        emit KindRoleSet(kind, roles);
    }

    /// @dev The set of roles that may write a kind, given the shared slot.
    function _rolesFor(Kind kind, Shared shared) internal view returns (uint256) {
        uint256 cell = kind.cellOf();
        return cell == NO_CELL ? _kindRole[kind] : shared.rolesAt(cell);
    }
}
