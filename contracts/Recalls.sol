// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITrace} from "./ITrace.sol";
import {Ledger} from "./Ledger.sol";
import {Acts} from "./libraries/Acts.sol";
import {Lines} from "./libraries/Lines.sol";
import {Batch, Status} from "./types/Batch.sol";

/// @title Recalls
/// @notice Taking a batch back, letting it go on, and its end.
abstract contract Recalls is Ledger {
    /* VERBS */

    /// @inheritdoc ITrace
    function recall(bytes32 id, bytes32 digest) external {
        _recall(id, _nextOfOpen(id), digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function recallBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external
    {
        Batch batch = _nextOfOpen(id);
        _checkPlain(Acts.RECALL, id, batch, digest, actor, deadline, signature);
        _recall(id, batch, digest, actor);
    }

    /// @inheritdoc ITrace
    function lift(bytes32 id, bytes32 digest) external {
        _lift(id, _nextOfOpen(id), digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function liftBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external
    {
        Batch batch = _nextOfOpen(id);
        _checkPlain(Acts.LIFT, id, batch, digest, actor, deadline, signature);
        _lift(id, batch, digest, actor);
    }

    /// @inheritdoc ITrace
    function withdraw(bytes32 id, bytes32 digest) external {
        _withdraw(id, _nextOfOpen(id), digest, msg.sender);
    }

    /// @inheritdoc ITrace
    function withdrawBySig(bytes32 id, bytes32 digest, address actor, uint256 deadline, bytes calldata signature)
        external
    {
        Batch batch = _nextOfOpen(id);
        _checkPlain(Acts.WITHDRAW, id, batch, digest, actor, deadline, signature);
        _withdraw(id, batch, digest, actor);
    }

    /* LINES */

    /// @dev A regulator may also order the recall of what its custodian recalled already: from then on only a regulator
    ///      lifts it.
    function _recall(bytes32 id, Batch batch, bytes32 digest, address actor) private {
        bool isOrder = _isRegulator(actor);
        if (!isOrder && batch.custodian() != actor) revert NotCustodian(id, actor);
        Status before = batch.status();
        if (before == Status.RecallOrdered || (before == Status.Recalled && !isOrder)) {
            revert BatchNotActive(id, before);
        }
        uint64 line = _takeLineEvenPaused(_shared, digest);
        Status status = isOrder ? Status.RecallOrdered : Status.Recalled;
        _move(ITrace.Recalled.selector, id, batch, status, digest, line, actor);
    }

    function _lift(bytes32 id, Batch batch, bytes32 digest, address actor) private {
        Status before = batch.status();
        if (before == Status.Active) revert BatchNotRecalled(id);
        if (before == Status.RecallOrdered) {
            if (!_isRegulator(actor)) revert NotRegulator(id, actor);
        } else if (batch.custodian() != actor) {
            revert NotCustodian(id, actor);
        }
        uint64 line = _takeLineEvenPaused(_shared, digest);
        _move(ITrace.Lifted.selector, id, batch, Status.Active, digest, line, actor);
    }

    /// @dev Not what a regulator recalled: a tombstone must not hide the order.
    function _withdraw(bytes32 id, Batch batch, bytes32 digest, address actor) private {
        if (batch.custodian() != actor) revert NotCustodian(id, actor);
        if (batch.status() == Status.RecallOrdered) revert BatchNotActive(id, Status.RecallOrdered);
        uint64 line = _takeLine(_shared, digest);
        _move(ITrace.Withdrawn.selector, id, batch, Status.Withdrawn, digest, line, actor);
    }

    function _move(
        bytes32 selector,
        bytes32 id,
        Batch batch,
        Status status,
        bytes32 digest,
        uint64 line,
        address actor
    ) private {
        bytes32 leaf = Lines.plain(selector, id, actor, digest, line, batch.seq(), uint256(status));
        _append(id, _withoutOffer(id, batch).withStatus(status), leaf);
    }
}
