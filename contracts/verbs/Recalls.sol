// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Recalling} from "../common/Recalling.sol";
import {ITrace} from "../interfaces/ITrace.sol";
import {Acts} from "../libraries/Acts.sol";
import {Ledger, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {MassBalance} from "../libraries/MassBalance.sol";
import {Capacity} from "../types/Capacity.sol";
import {Holding} from "../types/Holding.sol";
import {Journey, RECALLED, RECALLED_BY_ORDER} from "../types/Journey.sol";
import {Shared} from "../types/Shared.sol";

/// @title Recalls
/// @notice Taking a batch back, and what is no more of it.
abstract contract Recalls is ITrace, Recalling {
    using Ledger for Store;
    using Lines for Line;

    /* VERBS */

    /// @inheritdoc ITrace
    function recall(bytes32 id, bytes32 digest) external {
        address actor = _actor();
        (Journey journey, Capacity capacity) = _recaller(id, actor);
        uint256 flag = _flagOf(capacity);
        if (journey.has(flag)) revert AlreadyRecalled(id);
        _writeRecall(Recalled.selector, id, journey.with(flag), actor, digest, capacity, Capacity.None);
        _checkPlain(Acts.RECALL, id, digest);
    }

    /// @inheritdoc ITrace
    function orderRecall(bytes32 id, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _ordered(id, actor);
        if (journey.has(RECALLED_BY_ORDER)) revert AlreadyRecalled(id);
        journey = journey.with(RECALLED_BY_ORDER);
        _writeRecall(Recalled.selector, id, journey, actor, digest, Capacity.Authority, Capacity.None);
        _checkPlain(Acts.ORDER_RECALL, id, digest);
    }

    /// @inheritdoc ITrace
    function consume(bytes32 id, uint56 quantity, Reason reason, bytes32 digest) external {
        address actor = _actor();
        Journey journey = _store.open(id);
        uint56 left = _consume(id, quantity, journey, reason, actor);
        Shared shared = _store.begin(digest);
        Line line = Ledger.nextOfHolder(id, journey, shared, actor, digest);
        bytes32 leaf = line.write(Consumed.selector, quantity, left, uint256(reason));
        _store.append(id, _store.withoutOffer(id, journey), shared, leaf);
        if (_isBrought()) _check(abi.encode(Acts.CONSUME, id, quantity, Acts.wordOf(reason), digest));
    }

    /* INTERNALS */

    /// @dev Takes what is no more out of a batch. Of a recalled one nothing may be sold, used or lost.
    function _consume(bytes32 id, uint56 quantity, Journey journey, Reason reason, address actor)
        private
        returns (uint56 left)
    {
        Holding holding = _store.heldBy(id, actor);
        bool isSafe = reason == Reason.Destroyed || reason == Reason.Sample;
        if (journey.has(RECALLED) && !isSafe) revert BatchNotActive(id, Ledger.flagsOf(journey));
        bool enough;
        (enough, left) = MassBalance.tryTake(holding.quantity(), quantity);
        if (!enough) revert InsufficientQuantity(id, left, quantity);
        _store.batches[id].holding = holding.withQuantity(left);
    }
}
