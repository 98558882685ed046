// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

import {ITrace} from "./ITrace.sol";
import {Ledger} from "./Ledger.sol";
import {Acts} from "./libraries/Acts.sol";
import {Lines} from "./libraries/Lines.sol";
import {hashOf, isUnit} from "./libraries/Text.sol";
import {Batch, Verdict, newBatch} from "./types/Batch.sol";
import {CREATION, CREATION_CELL, INSPECTION, INSPECTION_CELL, Kind} from "./types/Kind.sol";
import {Shared} from "./types/Shared.sol";

/// @title Attestations
/// @notice Batches, what is said of them, and corrections of that.
abstract contract Attestations is Ledger {
    /* CONSTANTS */

    /// @dev How many lines `recordSeries` writes at most: about a million gas.
    uint256 private constant MAXIMUM_SERIES = 256;

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
        _record(id, _nextOfOpen(id), kind, digest, msg.sender);
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
        Batch batch = _nextOfOpen(id);
        _checkSignature(Acts.hashWith(Acts.RECORD, id, kind.hash(), digest, batch.seq(), deadline), actor, deadline, signature);
        _record(id, batch, kind, digest, actor);
    }

    /// @inheritdoc ITrace
    function recordSeries(bytes32 id, Kind kind, bytes32[] calldata digests) external {
        _recordSeries(id, _nextOfOpen(id), kind, digests, msg.sender);
    }

    /// @inheritdoc ITrace
    function recordSeriesBySig(
        bytes32 id,
        Kind kind,
        bytes32[] calldata digests,
        address actor,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Batch batch = _nextOfOpen(id);
        bytes32 list = keccak256(abi.encodePacked(digests));
        bytes32 structHash = Acts.hashWith(Acts.RECORD_SERIES, id, kind.hash(), list, batch.seq(), deadline);
        _checkSignature(structHash, actor, deadline, signature);
        _recordSeries(id, batch, kind, digests, actor);
    }

    /// @inheritdoc ITrace
    function inspect(bytes32 id, Verdict verdict, bytes32 digest) external {
        _inspect(id, _nextOfOpen(id), verdict, digest, msg.sender);
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
        Batch batch = _nextOfOpen(id);
        bytes32 structHash = Acts.hashWith(Acts.INSPECT, id, Acts.wordOf(verdict), digest, batch.seq(), deadline);
        _checkSignature(structHash, actor, deadline, signature);
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
        bytes32 structHash =
            Acts.hashWith(Acts.AMEND, id, bytes32(uint256(amended)), digest, batch.seq(), deadline);
        _checkSignature(structHash, actor, deadline, signature);
        _amend(id, batch, amended, digest, actor);
    }

    /* LINES */

    /// @dev `batch` carries the actor and the quantity: the compiler has room for 16 values at a time.
    function _create(bytes32 id, string calldata code, bytes3 unit, Batch batch, bytes32 digest) private {
        Chain storage chain = _checkNew(id, code);
        if (!isUnit(unit)) revert InvalidUnit();
        uint64 line = _takeLinesAs(batch.custodian(), CREATION_CELL, CREATION, digest, 1);
        bytes32 leaf = Lines.begun(code, id, unit, batch, digest, line, ITrace.Created.selector);
        _begin(chain, batch, leaf);
    }

    function _record(bytes32 id, Batch batch, Kind kind, bytes32 digest, address actor) private {
        if (kind.isReserved()) revert ReservedKind(kind);
        Shared shared = _shared;
        _checkActor(actor, _rolesFor(kind, shared), kind);
        uint64 line = _takeLine(shared, digest);
        _append(id, batch, Lines.recorded(id, kind, actor, digest, line, batch.seq()));
    }

    /// @dev Reads and writes the state and the head once for all lines.
    function _recordSeries(bytes32 id, Batch first, Kind kind, bytes32[] calldata digests, address actor) private {
        if (kind.isReserved()) revert ReservedKind(kind);
        _checkLength(digests.length, MAXIMUM_SERIES);
        uint64 line = _takeSeries(kind, digests, actor);
        Chain storage chain = _chains[id];
        chain.batch = first.nextBy(digests.length - 1);
        bytes32 head = chain.head;
        uint24 seq = first.seq();
        for (uint256 i = 0; i < digests.length; ++i) {
            bytes32 digest = digests[i];
            _checkDigest(digest);
            unchecked {
                head = Hashes.efficientKeccak256(
                    head, Lines.recorded(id, kind, actor, digest, line + uint64(i), seq + uint24(i))
                );
            }
        }
        chain.head = head;
    }

    function _takeSeries(Kind kind, bytes32[] calldata digests, address actor) private returns (uint64) {
        Shared shared = _shared;
        _checkActor(actor, _rolesFor(kind, shared), kind);
        return _takeLines(shared, digests[0], digests.length);
    }

    function _inspect(bytes32 id, Batch batch, Verdict verdict, bytes32 digest, address actor) private {
        if (verdict == Verdict.None) revert InvalidVerdict();
        uint64 line = _takeLinesAs(actor, INSPECTION_CELL, INSPECTION, digest, 1);
        bytes32 leaf =
            Lines.plain(ITrace.Inspected.selector, id, actor, digest, line, batch.seq(), uint256(verdict));
        _append(id, batch.withVerdict(verdict), leaf);
    }

    function _amend(bytes32 id, Batch batch, uint24 amended, bytes32 digest, address actor) private {
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        uint24 seq = batch.seq();
        if (amended == 0 || amended >= seq) revert UnknownLine(id, amended);
        uint64 line = _takeLine(_shared, digest);
        _append(id, batch, Lines.plain(ITrace.Amended.selector, id, actor, digest, line, seq, amended));
    }
}
